using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>Scored rows whose outcomes are compared between groups.</summary>
/// <param name="Predictions">What the model says.</param>
/// <param name="Favorable">Predictions that are good for the person they are about.</param>
/// <param name="Groups">Who is compared with whom; one for a feature.</param>
/// <param name="Features">The columns that <paramref name="Groups"/> name.</param>
public sealed record FairnessInput(CategoryColumn Predictions, IReadOnlyList<string> Favorable, IReadOnlyList<MonitoredGroup> Groups, IReadOnlyList<DataColumn> Features)
{
    /// <summary>What is true, for the differences of odds and errors; null leaves them out.</summary>
    public CategoryColumn? Labels { get; init; }

    /// <summary>Predictions that are bad. Empty: all that are not favourable. If given, rows with a prediction that is neither do not count.</summary>
    public IReadOnlyList<string> Unfavorable { get; init; } = [];

    /// <summary>How much each row counts; null: 1.</summary>
    public double[]? Weights { get; init; }
}
