namespace MlopsCmdlets.Metrics.Drift;

/// <summary>
/// How far two distributions are apart (OpenScale §6.4): 0 if they are the same, 1 if they have nothing in common. Each is an array of shares, at
/// least 0, in the same order; both are divided by their sums. Symmetric.
/// </summary>
public static class Distances
{
    /// <summary>Total variation: ½ Σ|P−B|, 0 to 1. Null if one of them is empty (sums to 0).</summary>
    public static double? TotalVariation(double[] production, double[] baseline) =>
        Sum(production, baseline, static (p, b) => Math.Abs(p - b) / 2);

    /// <summary>Overlap coefficient: Σ min(P, B), 0 to 1, where 1 is the same. Null if one of them is empty.</summary>
    public static double? OverlapCoefficient(double[] production, double[] baseline) => Sum(production, baseline, Math.Min);

    /// <summary>
    /// Overlap distance: 1 − Σ min(P, B), 0 to 1. Of distributions that sum to 1 it equals the total variation; OpenScale reports both. Null if one of
    /// them is empty.
    /// </summary>
    public static double? Overlap(double[] production, double[] baseline) => OverlapCoefficient(production, baseline) is { } common ? 1 - common : null;

    /// <summary>
    /// Jensen–Shannon distance: √(½KL(P‖A)+½KL(B‖A)) with A = (P+B)/2 and logarithms of base 2, 0 to 1 (SciPy's <c>jensenshannon</c> with base 2). Null
    /// if one of them is empty.
    /// </summary>
    public static double? JensenShannon(double[] production, double[] baseline)
    {
        double? divergence = Sum(production, baseline, static (p, b) =>
        {
            double middle = (p + b) / 2;
            return (Part(p, middle) + Part(b, middle)) / 2;
        });
        // Rounding can leave a little less than 0 where both are the same.
        return divergence is { } d ? Math.Sqrt(Math.Max(0, Math.Min(1, d / Math.Log(2)))) : null;
    }

    private static double Part(double share, double middle) => share > 0 ? share * Math.Log(share / middle) : 0;

    private static double? Sum(double[] production, double[] baseline, Func<double, double, double> part)
    {
        if (production.Length != baseline.Length)
            throw new ArgumentException($"The distributions have {production.Length} and {baseline.Length} shares.", nameof(baseline));
        double p = Total(production);
        double b = Total(baseline);
        if (p <= 0 || b <= 0)
            return null;
        double sum = 0;
        for (int i = 0; i < production.Length; i++)
            sum += part(production[i] / p, baseline[i] / b);
        return Math.Max(0, Math.Min(1, sum));
    }

    private static double Total(double[] shares)
    {
        double sum = 0;
        foreach (double share in shares)
        {
            if (!(share >= 0) || double.IsInfinity(share))
                throw new ArgumentException($"{share} is not a share: shares are finite and at least 0.", nameof(shares));
            sum += share;
        }

        return sum;
    }
}
