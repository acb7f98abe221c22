using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>Judges what is in a space by the record of its environment: assets by the hash of their content, deployments by what they serve. Reads only.</summary>
/// <param name="assets">The space's assets.</param>
/// <param name="serving">Its deployments.</param>
/// <param name="hashes">Content hashes that are known already.</param>
public sealed class EnvironmentAudit(IAssetContainer assets, IServing serving, HashCache hashes)
{
    private const int ReadsInFlight = 16;
    private const string Deployment = "deployment";

    /// <summary>Judges everything: deployments first, then assets by type and name.</summary>
    /// <param name="history">The record. One with faults is no witness: check it first.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<AuditFinding>> RunAsync(PromotionHistory history, CancellationToken cancellationToken)
    {
        var listing = assets.ListAsync(cancellationToken);
        var deployments = await serving.ListAsync(cancellationToken).ConfigureAwait(false);
        var present = (await listing.ConfigureAwait(false)).Where(asset => !asset.IsBookkeeping).ToList();
        var judged = await ParallelWork.SelectAsync(present, ReadsInFlight, (asset, token) => JudgeAsync(asset, history, token), cancellationToken).ConfigureAwait(false);
        return
        [
            .. Deployments(deployments, history),
            .. judged.Concat(MissingAssets(present, history))
                .OrderBy(finding => finding.Type, StringComparer.Ordinal).ThenBy(finding => finding.Name, StringComparer.Ordinal).ThenBy(finding => finding.Id, StringComparer.Ordinal),
        ];
    }

    private async Task<AuditFinding> JudgeAsync(AssetHeader asset, PromotionHistory history, CancellationToken cancellationToken)
    {
        AuditFinding Finding(AuditState state, string reason, int? sequence) => new(asset.Type, asset.Name, asset.Id, state, reason, sequence);

        var (entry, recorded) = LastOf(history, asset.Id);
        if (entry is null || recorded is null)
        {
            var replacing = history.Entries.LastOrDefault(other => other.Assets.Any(known => known.Superseded.Contains(asset.Id, StringComparer.Ordinal)));
            return replacing is not null
                ? Finding(AuditState.Explained, $"It was there before and was replaced by entry {replacing.Sequence}.", replacing.Sequence)
                : Finding(AuditState.Unexplained, "No entry of the record brought it here.", null);
        }
        if (recorded.Name != asset.Name || recorded.Type != asset.Type)
            return Finding(AuditState.Changed, $"Entry {entry.Sequence} recorded it as {recorded.Type} '{recorded.Name}'.", entry.Sequence);
        if (recorded.Sha256 is not { } expected)
            return Finding(AuditState.Explained, $"Entry {entry.Sequence} recorded it; it has no content of its own.", entry.Sequence);

        var document = await assets.ReadAsync(asset.Id, cancellationToken).ConfigureAwait(false);
        var content = await new AssetContentReader(assets, hashes).HashAsync(document, useCache: true, cancellationToken).ConfigureAwait(false);
        return content.Sha256 == expected
            ? Finding(AuditState.Explained, $"It has the content that entry {entry.Sequence} recorded.", entry.Sequence)
            : Finding(AuditState.Changed, $"Its content has the hash {Short(content.Sha256)}, entry {entry.Sequence} recorded {Short(expected)}.", entry.Sequence);
    }

    /// <summary>What the last entry of each type and name brought, and is not there. Earlier versions may have been tidied away.</summary>
    private static IEnumerable<AuditFinding> MissingAssets(IReadOnlyList<AssetHeader> present, PromotionHistory history)
    {
        var ids = new HashSet<string>(present.Select(asset => asset.Id), StringComparer.Ordinal);
        return history.Entries
            .Where(entry => entry.Outcome == PromotionOutcome.Succeeded)
            .SelectMany(entry => entry.Assets.Where(asset => asset.Id is not null && !IsOfTheCluster(asset)).Select(asset => (Entry: entry, Asset: asset)))
            .GroupBy(pair => (pair.Asset.Type, pair.Asset.Name))
            .Select(group => group.Last())
            .Where(last => !ids.Contains(last.Asset.Id!))
            .Select(last => new AuditFinding(last.Asset.Type, last.Asset.Name, last.Asset.Id!, AuditState.Missing, $"Entry {last.Entry.Sequence} recorded it, and it is not there.", last.Entry.Sequence));
    }

    /// <summary>Specifications that come with the cluster are in no space's listing; one of the space's own has metadata.</summary>
    private static bool IsOfTheCluster(RecordedAsset asset) => asset is { Type: AssetKinds.SoftwareSpecification, MetadataSha256: null };

    private static IEnumerable<AuditFinding> Deployments(IReadOnlyList<ServedModel> deployments, PromotionHistory history)
    {
        var recorded = history.Entries
            .Where(entry => entry is { Outcome: PromotionOutcome.Succeeded, Deployment: not null })
            .GroupBy(entry => entry.Deployment!.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        foreach (var deployment in deployments.OrderBy(deployment => deployment.Name, StringComparer.Ordinal))
        {
            var (state, reason, sequence) = !recorded.TryGetValue(deployment.Id, out var entry) ? (AuditState.Unexplained, "No entry of the record created or switched it.", (int?)null)
                : deployment.AssetId == entry.Deployment!.AssetId ? (AuditState.Explained, $"It serves what entry {entry.Sequence} recorded.", entry.Sequence)
                : (AuditState.Changed, $"It serves the asset {deployment.AssetId ?? "(none)"}, entry {entry.Sequence} recorded {entry.Deployment.AssetId}.", entry.Sequence);
            yield return new AuditFinding(Deployment, deployment.Name, deployment.Id, state, reason, sequence);
        }
        foreach (var entry in recorded.Values.Where(entry => deployments.All(deployment => deployment.Id != entry.Deployment!.Id)))
            yield return new AuditFinding(Deployment, entry.Deployment!.Name, entry.Deployment.Id, AuditState.Missing, $"Entry {entry.Sequence} recorded it, and it is not there.", entry.Sequence);
    }

    private static (PromotionEntry? Entry, RecordedAsset? Asset) LastOf(PromotionHistory history, string id)
    {
        for (var i = history.Entries.Count - 1; i >= 0; i--)
        {
            if (history.Entries[i].Assets.FirstOrDefault(asset => asset.Id == id) is { } asset)
                return (history.Entries[i], asset);
        }
        return (null, null);
    }

    private static string Short(string? hash) => hash is { Length: > 12 } ? hash.Substring(0, 12) : hash ?? "(none)";
}
