namespace MlopsCmdlets.Metrics.Quality;

/// <summary>How good a classification model is.</summary>
/// <param name="Metrics">The figures.</param>
/// <param name="ConfusionMatrix">Labels against predictions.</param>
/// <param name="PositiveClass">The positive class of two; null for more classes.</param>
public sealed record QualityMeasurement(IReadOnlyList<Metric> Metrics, ConfusionMatrix ConfusionMatrix, string? PositiveClass)
{
    /// <summary>False positive rate to true positive rate; empty without two classes and a score.</summary>
    public IReadOnlyList<CurvePoint> RocCurve { get; init; } = [];

    /// <summary>Recall to precision; empty without two classes and a score.</summary>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve { get; init; } = [];

    /// <summary>Rows with a label and a prediction that count.</summary>
    public int Rows { get; init; }

    /// <summary>What to know about the whole.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Metrics.Count} metrics, {Rows} rows");
}
