namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The source could not write the bundle.</summary>
public sealed class ExportFailedException(ContainerIdentity container, JobStatus job)
    : TransferException($"The export from {container} ended {(job.State == JobState.Canceled ? "cancelled" : "failed")}: {job.Failure ?? "the server gives no reason"}.")
{
    /// <summary>The container that exported.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The export.</summary>
    public JobStatus Job { get; } = job;

    /// <inheritdoc/>
    public override string RecommendedAction => "Export needs the editor or admin role in the source. Nothing was written to the target.";
}
