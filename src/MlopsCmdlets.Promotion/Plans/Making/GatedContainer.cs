using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A container that takes part in a common limit of reads in flight, so that both sides together do not overrun a server.</summary>
internal sealed class GatedContainer(IAssetContainer inner, SemaphoreSlim gate) : IAssetContainer, IOwesValues
{
    public ContainerIdentity Identity => inner.Identity;

    public string? UserId => inner.UserId;

    public Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken) => InTurnAsync(() => inner.ReadAsync(assetId, cancellationToken), cancellationToken);

    public Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        InTurnAsync(() => inner.OpenAttachmentAsync(asset, attachment, cancellationToken), cancellationToken);

    public IReadOnlyList<string> Owed(AssetHeader asset) => inner is IOwesValues owing ? owing.Owed(asset) : [];

    private async Task<T> InTurnAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await read().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
