namespace MlopsCmdlets.Metrics.Drift;

/// <summary>How sure a model is of one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Share">The share of rows that it is predicted for, 0 to 1.</param>
/// <param name="Probability">How its probability is distributed.</param>
public sealed record ConfidenceBaseline(string Class, double Share, DensityBaseline Probability)
{
    /// <inheritdoc/>
    public override string ToString() => Class;
}
