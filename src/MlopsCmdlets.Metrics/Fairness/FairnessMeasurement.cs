namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>How a model treats groups.</summary>
/// <param name="Metrics">
/// Under plain names the worst of all features (the lowest where higher is better, the highest where lower is, else the one farthest from 0); under
/// <c>name:FEATURE</c> that of a feature, and under <c>name:FEATURE=value</c> that of one of several monitored values.
/// </param>
/// <param name="Groups">The comparisons, with their numbers of rows.</param>
/// <param name="Warnings">What to know about the whole.</param>
public sealed record FairnessMeasurement(IReadOnlyList<Metric> Metrics, IReadOnlyList<GroupFairness> Groups, IReadOnlyList<string> Warnings)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Groups);
}
