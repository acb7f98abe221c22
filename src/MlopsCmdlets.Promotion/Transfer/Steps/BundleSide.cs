namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A bundle as the source of a comparison: its documents and hashes are known, nothing is read.</summary>
internal sealed class BundleSide : IAssetContainer
{
    private readonly Dictionary<string, BundledAsset> _assets;

    internal BundleSide(string name, BundleContents contents)
    {
        _assets = contents.Assets.ToDictionary(asset => asset.Document.Header.Id, StringComparer.Ordinal);
        Identity = new ContainerIdentity("file:", ContainerKind.Space, contents.ContainerId ?? name, name);
    }

    public ContainerIdentity Identity { get; }

    public string? UserId => null;

    internal TransferSide Side() => new(this, [.. _assets.Values.Select(asset => asset.Document.Header)], document => _assets[document.Header.Id].Content);

    public Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AssetHeader>>([.. _assets.Values.Select(asset => asset.Document.Header)]);

    public Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken) => Task.FromResult(_assets[assetId].Document);

    public Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Hashes of a bundle's content are known.");
}
