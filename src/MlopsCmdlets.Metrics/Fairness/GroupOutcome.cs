using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>What a model does to the rows of one group; sums of weights, where rows have them.</summary>
/// <param name="Rows">Rows with an outcome.</param>
/// <param name="Favorable">Those whose outcome is favourable.</param>
/// <param name="Errors">Those with a label, by label and outcome; favourable is positive.</param>
public sealed record GroupOutcome(double Rows, double Favorable, BinaryCounts Errors)
{
    /// <summary>The share of favourable outcomes, 0 to 100; null without rows.</summary>
    public double? FavorablePercent => Rows > 0 ? 100 * Favorable / Rows : null;

    /// <summary>Both groups as one.</summary>
    internal GroupOutcome Plus(GroupOutcome other) => new(
        Rows + other.Rows,
        Favorable + other.Favorable,
        new BinaryCounts(
            Errors.TruePositives + other.Errors.TruePositives,
            Errors.FalsePositives + other.Errors.FalsePositives,
            Errors.TrueNegatives + other.Errors.TrueNegatives,
            Errors.FalseNegatives + other.Errors.FalseNegatives));

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Favorable} of {Rows} favorable");
}
