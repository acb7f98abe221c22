namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The target could not take the bundle in.</summary>
public sealed class ImportFailedException(ContainerIdentity container, JobStatus job, IReadOnlyList<AssetHeader> leftBehind)
    : TransferException($"The import into {container} ended {(job.State == JobState.Canceled ? "cancelled" : "failed")}: {(job.Failure ?? "the server gives no reason").TrimEnd('.')}." +
        (leftBehind.Count == 0 ? " It left nothing behind." : $" It may have left behind: {string.Join(", ", leftBehind)}."))
{
    /// <summary>The container that was written to.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The import.</summary>
    public JobStatus Job { get; } = job;

    /// <summary>Assets that appeared since the import began and are named like imported ones. They are not removed: another copy may have made them.</summary>
    public IReadOnlyList<AssetHeader> LeftBehind { get; } = leftBehind;

    /// <inheritdoc/>
    public override string RecommendedAction => "Import needs the editor or admin role in the target, and a bundle of the same or an older release. Copy again: what has arrived is recognised by its content.";
}
