using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Adapters;

/// <summary>Joins the transfer library with Cloud Pak for Data. The one entry point of the cmdlets that copy, export and import.</summary>
/// <param name="hashes">Hashes known in this runspace.</param>
internal sealed class CopyService(HashCache hashes)
{
    /// <summary>
    /// A copy between two containers, which may lie on two clusters. Plan, ask the user, then apply:
    /// <c>PlanAsync(selection)</c> reads only, <c>plan.Where(ask)</c>, <c>ApplyAsync(plan)</c>.
    /// </summary>
    internal async Task<AssetTransfer> BetweenAsync(
        CpdSession source, CpdClient sourceClient, CpdContainer from, CpdSession target, CpdClient targetClient, CpdContainer to,
        TransferOptions options, CancellationToken cancellationToken)
    {
        var left = CpdAssetContainer.OpenAsync(source, sourceClient, from, cancellationToken);
        var right = await CpdAssetContainer.OpenAsync(target, targetClient, to, cancellationToken).ConfigureAwait(false);
        return new AssetTransfer(await left.ConfigureAwait(false), right, options, hashes);
    }

    /// <summary>An export of a container to a file: <c>SelectAsync(selection)</c>, ask, then <c>RunAsync(assets, path, …)</c>.</summary>
    internal static async Task<BundleExport> ExportFromAsync(CpdSession session, CpdClient client, CpdContainer container, TransferOptions options, CancellationToken cancellationToken) =>
        new(await CpdAssetContainer.OpenAsync(session, client, container, cancellationToken).ConfigureAwait(false), options);

    /// <summary>An import of a file into a container: <c>PlanAsync(path)</c> reads only, ask, then <c>ApplyAsync(plan, key)</c>.</summary>
    internal async Task<BundleImport> ImportIntoAsync(CpdSession session, CpdClient client, CpdContainer container, TransferOptions options, CancellationToken cancellationToken) =>
        new(await CpdAssetContainer.OpenAsync(session, client, container, cancellationToken).ConfigureAwait(false), options, hashes);
}
