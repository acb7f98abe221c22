namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The side that assets are copied from.</summary>
public interface IAssetSource : IAssetContainer
{
    /// <summary>True when <see cref="PromoteAsync"/> reaches that container: from a project to a space of the same cluster.</summary>
    bool CanPromoteTo(ContainerIdentity target);

    /// <summary>Copies one asset on the server. Returns the id of the new asset.</summary>
    /// <exception cref="ReplyLostException">The request may have been carried out, but the reply was lost.</exception>
    Task<string> PromoteAsync(AssetHeader asset, ContainerIdentity target, CancellationToken cancellationToken);

    /// <summary>Starts an export.</summary>
    /// <exception cref="ReplyLostException">The request may have been carried out, but the reply was lost.</exception>
    Task<JobStatus> StartExportAsync(ExportRequest request, CancellationToken cancellationToken);

    /// <summary>All exports of the container.</summary>
    Task<IReadOnlyList<JobStatus>> ListExportsAsync(CancellationToken cancellationToken);

    /// <summary>The state of an export.</summary>
    Task<JobStatus> GetExportAsync(string exportId, CancellationToken cancellationToken);

    /// <summary>Opens the bundle of a completed export at an offset, or from its beginning when the server cannot resume.</summary>
    Task<ExportContent> OpenExportAsync(string exportId, long offset, CancellationToken cancellationToken);

    /// <summary>Removes an export and its bundle. It is no error when there is none.</summary>
    Task DeleteExportAsync(string exportId, CancellationToken cancellationToken);
}
