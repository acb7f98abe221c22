namespace MlopsCmdlets.Metrics.Drift;

/// <summary>How far data and predictions are from a baseline.</summary>
/// <param name="Metrics">The figures; those of single features are called <c>feature_drift_score:FEATURE</c>, of single classes <c>confidence_drift_score:CLASS</c>.</param>
/// <param name="Features">The features that both have.</param>
/// <param name="Prediction">The predicted classes; null if one of both has none.</param>
/// <param name="Confidences">The probabilities by class.</param>
/// <param name="Rows">Rows that were compared; a sum of weights, where rows have them.</param>
/// <param name="Warnings">What to know about the whole.</param>
public sealed record DriftMeasurement(
    IReadOnlyList<Metric> Metrics,
    IReadOnlyList<ColumnDrift> Features,
    ColumnDrift? Prediction,
    IReadOnlyList<ColumnDrift> Confidences,
    double Rows,
    IReadOnlyList<string> Warnings)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Features.Count} features, {Rows} rows");
}
