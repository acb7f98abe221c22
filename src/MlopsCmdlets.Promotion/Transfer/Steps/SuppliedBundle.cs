namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A bundle on disk.</summary>
/// <param name="Spool">The file; whoever asked for the bundle disposes it.</param>
/// <param name="Hash">Its hash and length.</param>
/// <param name="Key">Key of its secrets; null when it holds none.</param>
internal sealed record SuppliedBundle(ISpoolFile Spool, ContentHash Hash, TransferKey? Key) : IDisposable
{
    /// <summary>To be called when everything in it has arrived.</summary>
    internal Action Arrived { get; init; } = () => { };

    public void Dispose() => Spool.Dispose();
}
