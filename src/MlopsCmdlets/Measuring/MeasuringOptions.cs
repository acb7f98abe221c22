using MlopsCmdlets.Metrics.Fairness;

namespace MlopsCmdlets.Measuring;

/// <summary>How rows are measured.</summary>
internal sealed record MeasuringOptions
{
    public string? PositiveClass { get; init; }

    /// <summary>The classes in the order of the model's probabilities; empty: found out.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>A single probability is that of the positive class rather than of the predicted one.</summary>
    public bool ProbabilityOfPositive { get; init; }

    public IReadOnlyList<MonitoredGroup> Groups { get; init; } = [];

    public IReadOnlyList<string> Favorable { get; init; } = [];

    public IReadOnlyList<string> Unfavorable { get; init; } = [];
}
