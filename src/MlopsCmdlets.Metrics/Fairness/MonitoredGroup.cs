namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>Who is compared with whom.</summary>
/// <param name="Feature">The column that says to which group a row belongs.</param>
/// <param name="Monitored">Values of those who may be at a disadvantage.</param>
/// <param name="Reference">Values of those they are compared with; empty: all rows with another value.</param>
public sealed record MonitoredGroup(string Feature, IReadOnlyList<GroupValue> Monitored, IReadOnlyList<GroupValue> Reference);
