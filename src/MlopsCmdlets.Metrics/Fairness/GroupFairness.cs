namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>How a model treats a monitored group beside the reference group.</summary>
/// <param name="Feature">The column that makes the groups.</param>
/// <param name="Monitored">The values of the monitored group.</param>
/// <param name="Reference">The values of the reference group.</param>
/// <param name="MonitoredOutcome">What happens to the monitored group.</param>
/// <param name="ReferenceOutcome">What happens to the reference group.</param>
/// <param name="Metrics">The figures, without the feature in their names.</param>
public sealed record GroupFairness(
    string Feature,
    string Monitored,
    string Reference,
    GroupOutcome MonitoredOutcome,
    GroupOutcome ReferenceOutcome,
    IReadOnlyList<Metric> Metrics)
{
    /// <summary>Compares one of several values of the monitored group, rather than the whole group.</summary>
    public bool IsSingleValue { get; init; }

    /// <summary>What follows the colon in names of metrics: the feature, and the value if it is one of several.</summary>
    public string Tag => IsSingleValue ? $"{Feature}={Monitored}" : Feature;

    /// <inheritdoc/>
    public override string ToString() => $"{Feature}: {Monitored} against {Reference}";
}
