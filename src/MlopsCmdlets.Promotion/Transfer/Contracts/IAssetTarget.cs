namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The side that assets are copied to.</summary>
public interface IAssetTarget : IAssetContainer
{
    /// <summary>Uploads a bundle and starts its import.</summary>
    /// <exception cref="ReplyLostException">The request may have been carried out, but the reply was lost.</exception>
    Task<JobStatus> StartImportAsync(ImportRequest request, CancellationToken cancellationToken);

    /// <summary>All imports of the container.</summary>
    Task<IReadOnlyList<JobStatus>> ListImportsAsync(CancellationToken cancellationToken);

    /// <summary>The state of an import.</summary>
    Task<JobStatus> GetImportAsync(string importId, CancellationToken cancellationToken);

    /// <summary>Changes an asset.</summary>
    /// <exception cref="EditNotSupportedException">The server has no way to change one of these fields.</exception>
    Task EditAsync(AssetHeader asset, IReadOnlyList<AssetEdit> edits, CancellationToken cancellationToken);

    /// <summary>Uploads bytes as a further attachment of an asset.</summary>
    Task AddContentAsync(AssetHeader asset, NewContent content, CancellationToken cancellationToken);

    /// <summary>Removes an attachment. It is no error when there is none.</summary>
    Task RemoveContentAsync(AssetHeader asset, AssetAttachment attachment, CancellationToken cancellationToken);

    /// <summary>Moves an asset to the container's trash. It is no error when there is none.</summary>
    Task DeleteAsync(AssetHeader asset, CancellationToken cancellationToken);
}
