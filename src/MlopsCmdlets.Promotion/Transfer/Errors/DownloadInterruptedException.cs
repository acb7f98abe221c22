namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The bundle could not be received, in spite of several attempts.</summary>
public sealed class DownloadInterruptedException(ContainerIdentity container, long received, long? total, Exception? innerException)
    : TransferException($"The bundle from {container} broke off after {received}{(total is null ? "" : $" of {total}")} bytes, several times.", innerException)
{
    /// <summary>The container.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>Bytes that arrived.</summary>
    public long Received { get; } = received;

    /// <summary>Bytes of the bundle, if known.</summary>
    public long? Total { get; } = total;

    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the network and proxy between here and the cluster, then copy again. Nothing was written to the target.";
}
