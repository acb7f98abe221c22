using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>A column of numbers as a fine histogram, from which a density is estimated at any point.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Missing">Rows without a finite value.</param>
/// <param name="Minimum">The lowest value; 0 without values.</param>
/// <param name="Maximum">The highest value.</param>
/// <param name="StandardDeviation">Of the values as a sample (n−1); 0 for less than two rows.</param>
/// <param name="Bins">Rows in each of as many equal parts from the lowest to the highest value.</param>
public sealed record DensityBaseline(string Name, double Missing, double Minimum, double Maximum, double StandardDeviation, IReadOnlyList<double> Bins)
    : ColumnBaseline(Name, Missing)
{
    /// <summary>Parts of a histogram. Of a million rows of a bell curve one is a third of the kernel's width.</summary>
    public const int BinCount = 512;

    /// <inheritdoc/>
    public override double Total
    {
        get
        {
            double sum = 0;
            foreach (double bin in Bins)
                sum += bin;
            return sum;
        }
    }

    /// <summary>Measures a column.</summary>
    internal static DensityBaseline Of(NumberColumn column, double[]? weights)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        double missing = 0;
        double total = 0;
        double mean = 0;
        double squares = 0;
        double[] values = column.Values;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            double weight = weights is null ? 1 : weights[i];
            if (!NumberColumn.IsThere(value))
            {
                missing += weight;
                continue;
            }

            if (weight == 0)
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            // Welford's way: the sum of squares of large numbers would lose the differences.
            total += weight;
            double away = value - mean;
            mean += away * (weight / total);
            squares += weight * away * (value - mean);
        }

        double[] bins = new double[BinCount];
        if (total <= 0)
            return new DensityBaseline(column.Name, missing, 0, 0, 0, bins);
        double range = high - low;
        // One part where all are the same, or farther apart than any number.
        bool one = range == 0 || double.IsInfinity(range);
        for (int i = 0; i < values.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            if (weight > 0 && NumberColumn.IsThere(values[i]))
                bins[one ? 0 : Math.Min(BinCount - 1, (int)((values[i] - low) / range * BinCount))] += weight;
        }

        double deviation = total > 1 ? Math.Sqrt(squares / (total - 1)) : 0;
        // Squares overflow long before the numbers do.
        if (!NumberColumn.IsThere(deviation))
            deviation = one ? 0 : range / 2;
        return new DensityBaseline(column.Name, missing, low, high, deviation, bins);
    }
}
