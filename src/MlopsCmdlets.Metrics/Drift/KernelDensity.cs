namespace MlopsCmdlets.Metrics.Drift;

/// <summary>
/// Kernel density estimation on equidistant points (OpenScale §6.4): a Gaussian kernel of Scott's width σ·n^(−1/5) over the middles of a histogram's
/// parts. OpenScale does not publish its kernel; this is the default of SciPy's <c>gaussian_kde</c>, which it agrees with as far as the histogram is fine.
/// </summary>
public static class KernelDensity
{
    /// <summary>Points on which two densities are compared.</summary>
    public const int Points = 512;

    // Beyond so many widths a Gaussian adds nothing that a double shows.
    private const double Reach = 9;

    /// <summary>
    /// The shares of this and another column side by side, on points from the lowest to the highest value of both; the last one is that of missing
    /// values. The width is at least the distance of two points, so that no value falls between them.
    /// </summary>
    internal static (double[] Production, double[] Baseline) Beside(DensityBaseline production, DensityBaseline baseline)
    {
        DensityBaseline first = baseline.Total > 0 ? baseline : production;
        DensityBaseline second = production.Total > 0 ? production : baseline;
        double low = Math.Min(first.Minimum, second.Minimum);
        double high = Math.Max(first.Maximum, second.Maximum);
        return (Shares(production, low, high), Shares(baseline, low, high));
    }

    /// <summary>A density, up to a factor, at <see cref="Points"/> points from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static double[] At(DensityBaseline column, double low, double high)
    {
        double[] density = new double[Points];
        double spacing = (high - low) / (Points - 1);
        if (!(spacing > 0) || double.IsInfinity(spacing))
        {
            density[0] = column.Total;
            return density;
        }

        double width = Math.Max(column.StandardDeviation * Math.Pow(column.Total, -0.2), spacing);
        double part = (column.Maximum - column.Minimum) / column.Bins.Count;
        for (int b = 0; b < column.Bins.Count; b++)
        {
            double rows = column.Bins[b];
            if (rows == 0)
                continue;
            double middle = column.Maximum > column.Minimum ? column.Minimum + ((b + 0.5) * part) : column.Minimum;
            double at = (middle - low) / spacing;
            double reach = Reach * width / spacing;
            int from = (int)Math.Max(0, Math.Ceiling(at - reach));
            int to = (int)Math.Min(Points - 1, Math.Floor(at + reach));
            for (int i = from; i <= to; i++)
            {
                double z = (i - at) * spacing / width;
                density[i] += rows * Math.Exp(-0.5 * z * z);
            }
        }

        return density;
    }

    private static double[] Shares(DensityBaseline column, double low, double high)
    {
        double[] shares = new double[Points + 1];
        double missing = column.MissingShare;
        shares[Points] = missing;
        if (column.Total <= 0)
            return shares;
        double[] density = At(column, low, high);
        double sum = 0;
        foreach (double value in density)
            sum += value;
        for (int i = 0; i < Points; i++)
            shares[i] = density[i] / sum * (1 - missing);
        return shares;
    }
}
