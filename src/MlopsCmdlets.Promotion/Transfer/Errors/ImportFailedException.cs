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

    /// <summary>The file has connections whose secrets are encrypted, so that the import needs the key that the export was made with.</summary>
    public bool NeedsKey { get; init; }

    /// <inheritdoc/>
    public override string RecommendedAction => NeedsKey
        ? "The file holds connections with encrypted secrets: give the key that it was exported with as -EncryptionKey. Otherwise look at the server's reason."
        : "Import needs the editor or admin role in the target, and a bundle of the same or an older release. Copy again: what has arrived is recognised by its content.";
}
