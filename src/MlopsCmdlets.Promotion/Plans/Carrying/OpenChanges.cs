using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Decides how the open changes of a plan are made. What an interrupted run imported is finished and not imported again; only then is something new sent.
/// </summary>
internal sealed class OpenChanges(PlanLook look, PlanCheck check)
{
    internal async Task<IReadOnlyList<OpenChange>> SortAsync(IReadOnlyList<PlannedChange> open, CancellationToken cancellationToken)
    {
        List<PlannedChange> actual = [.. open.Where(change => change is { SourceId: not null, Action: ChangeAction.Add or ChangeAction.Update })];
        return await ParallelWork.SelectAsync(actual, PlanLook.ParallelReads, SortAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task<OpenChange> SortAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        if (change.Action == ChangeAction.Update && AssetKinds.ChangesInPlace(change.Type))
            return new OpenChange(change, null);
        var asset = look.Here.Find(change.SourceId!)!;
        var candidates = look.There.Current(asset.Type, asset.Name);
        var comparisons = await look.CompareAsync(asset, candidates, cancellationToken).ConfigureAwait(false);
        var ours = Enumerable.Range(0, candidates.Count).Where(i => comparisons[i].IsEqual || check.IsOwn(change, candidates[i], comparisons[i]))
            .OrderBy(i => comparisons[i].IsEqual ? 0 : 1).Select(i => candidates[i]).FirstOrDefault();
        return new OpenChange(change, new PlannedAsset(asset, ours is not null ? CopyAction.Repaired : change.Action == ChangeAction.Add ? CopyAction.Added : CopyAction.Updated)
        {
            Equal = ours,
            Different = [.. candidates.Where(candidate => candidate.Id != ours?.Id && change.DestinationCandidates.Contains(candidate.Id, StringComparer.Ordinal))],
            Sha256 = change.SourceSha256,
            MetadataSha256 = change.SourceMetadataSha256,
            Bytes = change.Bytes,
        });
    }
}
