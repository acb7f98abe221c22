namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// What both sides of a copy can do: say who they are, list, and read. Calls are thread safe.
/// Failures of the server or the network surface as the implementation's own exceptions and are passed on, unless a member says otherwise.
/// </summary>
public interface IAssetContainer
{
    /// <summary>Which container this is.</summary>
    ContainerIdentity Identity { get; }

    /// <summary>Id of the user on whose behalf calls are made; null when unknown.</summary>
    string? UserId { get; }

    /// <summary>All assets of the container, of every type.</summary>
    Task<IReadOnlyList<AssetHeader>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads one asset's document.</summary>
    Task<AssetDocument> ReadAsync(string assetId, CancellationToken cancellationToken);

    /// <summary>Opens the bytes of an attachment that is not remote. The caller disposes the stream.</summary>
    Task<Stream> OpenAttachmentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken);
}
