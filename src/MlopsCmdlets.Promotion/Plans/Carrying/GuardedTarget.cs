using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A destination that is looked after: before each change it is verified that this run may still make it.</summary>
internal sealed class GuardedTarget(IAssetTarget inner, Func<CancellationToken, Task> verify) : IAssetTarget
{
    public ContainerIdentity Identity => inner.Identity;

    public string? UserId => inner.UserId;

    public Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken) => inner.ReadAsync(assetId, cancellationToken);

    public Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) => inner.OpenAttachmentAsync(asset, attachment, cancellationToken);

    public Task<IReadOnlyList<JobStatus>> ListImportsAsync(CancellationToken cancellationToken) => inner.ListImportsAsync(cancellationToken);

    public Task<JobStatus> GetImportAsync(string importId, CancellationToken cancellationToken) => inner.GetImportAsync(importId, cancellationToken);

    public async Task<JobStatus> StartImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        await verify(cancellationToken).ConfigureAwait(false);
        return await inner.StartImportAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public Task EditAsync(AssetHeader asset, IReadOnlyList<AssetEdit> edits, CancellationToken cancellationToken) =>
        GuardAsync(() => inner.EditAsync(asset, edits, cancellationToken), cancellationToken);

    public Task AddContentAsync(AssetHeader asset, NewContent content, CancellationToken cancellationToken) =>
        GuardAsync(() => inner.AddContentAsync(asset, content, cancellationToken), cancellationToken);

    public Task RemoveContentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        GuardAsync(() => inner.RemoveContentAsync(asset, attachment, cancellationToken), cancellationToken);

    public Task DeleteAsync(AssetHeader asset, CancellationToken cancellationToken) => GuardAsync(() => inner.DeleteAsync(asset, cancellationToken), cancellationToken);

    private async Task GuardAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await verify(cancellationToken).ConfigureAwait(false);
        await change().ConfigureAwait(false);
    }
}
