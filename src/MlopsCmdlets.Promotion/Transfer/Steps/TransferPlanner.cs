namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Decides per asset what a copy does. Reads only.</summary>
internal sealed class TransferPlanner(TransferSide source, TransferSide target, TransferOptions options)
{
    private readonly AssetComparer _comparer = new(source, target);

    internal async Task<IReadOnlyList<PlannedAsset>> PlanAsync(IReadOnlyList<AssetHeader> assets, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0;
        var planned = await ParallelWork.SelectAsync(assets, options.ParallelReads, async (asset, token) =>
        {
            var plan = await PlanOrFailAsync(asset, token).ConfigureAwait(false);
            progress?.Report(new TransferProgress(TransferStage.Comparing, Interlocked.Increment(ref done), assets.Count, asset.Name));
            return plan;
        }, cancellationToken).ConfigureAwait(false);

        // Two selected assets may share type and name: what equals the one is not an outdated version of the other.
        var equals = new HashSet<string>(planned.Where(plan => plan.Equal is not null).Select(plan => plan.Equal!.Id), StringComparer.Ordinal);
        return Array.ConvertAll(planned, plan => Finish(plan with { Different = [.. plan.Different.Where(asset => !equals.Contains(asset.Id))] }));
    }

    private async Task<PlannedAsset> PlanOrFailAsync(AssetHeader asset, CancellationToken cancellationToken)
    {
        try
        {
            return await PlanAsync(asset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One asset that cannot be read does not stop the others.
            return new PlannedAsset(asset, CopyAction.Failed) { Error = e };
        }
    }

    private async Task<PlannedAsset> PlanAsync(AssetHeader asset, CancellationToken cancellationToken)
    {
        if (AssetKinds.NeverTravels(asset.Type))
            return new PlannedAsset(asset, CopyAction.Skipped) { Warnings = [$"An export does not carry assets of type {asset.Type}."] };

        var plan = new PlannedAsset(asset, CopyAction.Added) { Bytes = asset.Size };
        var different = new List<AssetHeader>();
        var equal = new List<string>();
        foreach (var candidate in target.Current(asset.Type, asset.Name))
        {
            var comparison = await _comparer.CompareAsync(asset, candidate, cancellationToken).ConfigureAwait(false);
            plan = plan with { MetadataSha256 = comparison.MetadataSha256 ?? plan.MetadataSha256 };
            if (comparison.Content is { } content)
                plan = plan with { Sha256 = content.Sha256, Bytes = content.Bytes };
            // The best candidate is one with nothing to repair.
            if (comparison.IsEqual && (plan.Equal is null || comparison.Repairable.Count == 0))
            {
                plan = plan with { Equal = candidate, Action = comparison.Repairable.Count > 0 ? CopyAction.Repaired : CopyAction.Unchanged };
            }
            if (comparison.IsEqual)
            {
                equal.Add(candidate.Id);
            }
            else
            {
                different.Add(candidate);
                plan = plan with { Differences = [.. plan.Differences.Union(comparison.Differences, StringComparer.Ordinal)] };
            }
        }
        // Two copies made at the same time leave twins: the name is not unique any more, and nobody would notice.
        return equal.Count < 2 ? plan with { Different = different } : plan with
        {
            Different = different,
            Warnings = [.. plan.Warnings, $"The target has {equal.Count} equal assets of that type and name: {string.Join(", ", equal)}. Remove all but one, so that the name is unique."],
        };
    }

    private PlannedAsset Finish(PlannedAsset plan)
    {
        if (plan.Action is CopyAction.Skipped or CopyAction.Failed)
            return plan;
        if (plan.Equal is not null)
        {
            return plan.Different.Count == 0 || options.Force ? plan : plan with
            {
                Warnings = [$"The target also has other versions of that name: {string.Join(", ", plan.Different.Select(asset => asset.Id))}. With -Force they are tagged as superseded."],
            };
        }
        if (plan.Different.Count == 0)
            return plan;
        return options.Force
            ? plan with { Action = CopyAction.Updated }
            : plan with { Action = CopyAction.Failed, Error = new AssetConflictException(plan.Source, target.Container.Identity, plan.Different, plan.Differences) };
    }
}
