namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>An export or import did not end in time.</summary>
public sealed class JobTimeoutException(ContainerIdentity container, string what, JobStatus job, TimeSpan waited)
    : TransferException($"The {what} {job.Id} of {container} is still running after {waited}.")
{
    /// <summary>The container.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The job as last seen.</summary>
    public JobStatus Job { get; } = job;

    /// <summary>How long it was waited for.</summary>
    public TimeSpan Waited { get; } = waited;

    /// <inheritdoc/>
    public override string RecommendedAction => "Allow more time. Copying again is safe: what has arrived by then is recognised by its content.";
}
