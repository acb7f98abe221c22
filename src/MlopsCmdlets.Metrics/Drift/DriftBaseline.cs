namespace MlopsCmdlets.Metrics.Drift;

/// <summary>What later data are compared with: how the features, predictions and probabilities of labelled or training data are distributed. It holds sums, no rows.</summary>
/// <param name="Rows">Rows that it is made of; a sum of weights, where rows have them.</param>
/// <param name="Features">The distributions of the features.</param>
/// <param name="Rules">Pairs of values that do not occur together.</param>
public sealed record DriftBaseline(double Rows, IReadOnlyList<ColumnBaseline> Features, IReadOnlyList<PairRule> Rules)
{
    /// <summary>When it was made; null if nobody said.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The predicted classes; null without a model.</summary>
    public FrequencyBaseline? Predictions { get; init; }

    /// <summary>The probabilities by class; empty without a model that gives them.</summary>
    public IReadOnlyList<ConfidenceBaseline> Confidences { get; init; } = [];

    /// <summary>The share of rows whose prediction is the label, 0 to 1; null without labels.</summary>
    public double? Accuracy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Features.Count} features, {Rows} rows");
}
