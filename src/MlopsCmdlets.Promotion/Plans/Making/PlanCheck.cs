using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Compares a plan with what is there now. An asset of the destination may be as the plan saw it, as the plan wants it, or on the way between the two
/// by an interrupted run of this plan; anything else is drift.
/// </summary>
internal sealed class PlanCheck(PlanLook look, PromotionPlan plan)
{
    internal async Task<PlanState> RunAsync(CancellationToken cancellationToken)
    {
        var findings = await ParallelWork.SelectAsync(plan.Changes, PlanLook.ParallelReads, JudgeAsync, cancellationToken).ConfigureAwait(false);
        List<string> drift = [.. findings.SelectMany(finding => finding.Drift)];
        var open = new List<PlannedChange>();
        var done = new Dictionary<PlannedChange, string>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (findings[i].DoneId is { } id)
                done[plan.Changes[i]] = id;
            else if (findings[i].Drift.Count == 0)
                open.Add(plan.Changes[i]);
        }
        var model = plan.Changes.FirstOrDefault(change => change.IsModel);
        var (deployment, isDone) = Deployment(drift, model is not null && done.TryGetValue(model, out var served) ? served : null);
        return new PlanState(drift, open, done, deployment, isDone);
    }

    private async Task<PlanFinding> JudgeAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        if (change.SourceId is not { } sourceId)
            return await SpecificationAsync(change, cancellationToken).ConfigureAwait(false);
        if (look.Here.Find(sourceId) is not { } asset)
            return PlanFinding.Moved($"{Title(change)} is not in the source any more: it was removed since the plan was made.");
        if (change.Action == ChangeAction.Map)
        {
            return !look.Mapped.IsMapped(asset) ? PlanFinding.Moved($"{Title(change)} was mapped when the plan was made, and the environment's map does not name it now.")
                : look.There.Current(asset.Type, asset.Name) is [{ } only] && only.Id == change.DestinationId ? PlanFinding.Done(only.Id)
                : PlanFinding.Moved($"{Title(change)}: '{asset.Name}', which stands for it at the destination, is not the one that it was ({change.DestinationId}).");
        }
        if (change.Action is ChangeAction.Blocked or ChangeAction.Conflict)
            return PlanFinding.Open;

        var source = await look.ReadAsync(asset, cancellationToken).ConfigureAwait(false);
        if (Moved("source", change, source.Content.Sha256, change.SourceSha256, source.Metadata.ComputeSha256(), change.SourceMetadataSha256) is { } moved)
            return PlanFinding.Moved(moved);
        return await DestinationAsync(change, asset, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PlanFinding> DestinationAsync(PlannedChange change, AssetHeader asset, CancellationToken cancellationToken)
    {
        List<AssetHeader> candidates = [.. look.There.Current(asset.Type, asset.Name)];
        // After a rollback, or a switch of another plan, the one that the plan knows may bear the tag of superseded ones.
        if (change.DestinationId is { } known && !candidates.Exists(one => one.Id == known) && look.There.Find(known) is { } tagged && tagged.Name == asset.Name)
            candidates.Add(tagged);
        var comparisons = await look.CompareAsync(asset, candidates, cancellationToken).ConfigureAwait(false);

        var inPlace = change.Action == ChangeAction.Update && AssetKinds.ChangesInPlace(change.Type);
        var done = Enumerable.Range(0, candidates.Count).Where(i => comparisons[i] is { IsEqual: true, Repairable.Count: 0 } && (!inPlace || candidates[i].Id == change.DestinationId) && (!candidates[i].IsSuperseded || change.Action == ChangeAction.Unchanged))
            .OrderBy(i => candidates[i].Id == change.DestinationId ? 0 : 1).Select(i => candidates[i]).FirstOrDefault();
        if (done is not null)
        {
            // The versions before it still bear its name: an interrupted run did not tag them.
            var untagged = change.Action == ChangeAction.Update && !inPlace && done.Id != change.DestinationId
                && candidates.Exists(one => !one.IsSuperseded && change.DestinationCandidates.Contains(one.Id, StringComparer.Ordinal));
            return untagged ? PlanFinding.Open : PlanFinding.Done(done.Id);
        }
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!IsOwn(change, candidates[i], comparisons[i]) && Drift(change, candidates[i], comparisons[i]) is { } drift)
                return PlanFinding.Moved(drift);
        }
        return change.DestinationId is { } id && !candidates.Exists(one => one.Id == id)
            ? PlanFinding.Moved($"{Title(change)} is not at the destination any more: {id} was removed since the plan was made.")
            : PlanFinding.Open;
    }

    /// <summary>An import of this plan whose finishing touches are missing: it has the content, and lacks only what a repair adds.</summary>
    internal bool IsOwn(PlannedChange change, AssetHeader candidate, AssetComparison comparison) =>
        !change.DestinationCandidates.Contains(candidate.Id, StringComparer.Ordinal)
        && (candidate.CreatorId is null || look.There.Container.UserId is null || candidate.CreatorId == look.There.Container.UserId)
        && comparison.Differences.All(pointer => IsRepairedLater(comparison.Sides!.Here.Header, pointer));

    private bool IsRepairedLater(AssetHeader asset, string pointer) =>
        pointer == "/metadata/description" || look.Mapped.Owed(asset).Any(owed => pointer == owed || pointer.StartsWith(owed + "/", StringComparison.Ordinal));

    /// <summary>What moved at an asset that the plan saw; null when it is as it was, or an in-place change of this plan is half done.</summary>
    private static string? Drift(PlannedChange change, AssetHeader candidate, AssetComparison comparison)
    {
        if (!change.DestinationCandidates.Contains(candidate.Id, StringComparer.Ordinal) && candidate.Id != change.DestinationId)
            return $"{Title(change)} has a counterpart at the destination that the plan does not know: {candidate.Id} was added since.";
        if (candidate.Id != change.DestinationId)
            return null;
        var sides = comparison.Sides!;
        var moved = Moved("destination", change, sides.ThereContent.Sha256, change.DestinationSha256, sides.ThereMetadata.ComputeSha256(), change.DestinationMetadataSha256);
        return moved is not null && change.Action == ChangeAction.Update && IsHalfDone(change, comparison) ? null : moved;
    }

    private static bool IsHalfDone(PlannedChange change, AssetComparison comparison)
    {
        var sides = comparison.Sides!;
        // Between an upload and the removal of what it replaces, both are attached.
        var both = ContentHash.Combine([new(change.SourceSha256, 0), new(change.DestinationSha256, 0)]).Sha256;
        var content = sides.ThereContent.Sha256;
        return (content == change.SourceSha256 || content == change.DestinationSha256 || (change.SourceSha256 is not null && change.DestinationSha256 is not null && content == both))
            && comparison.Differences.Where(pointer => pointer != "content").All(pointer =>
                change.Changes.FirstOrDefault(field => field.Field == pointer) is { } planned && planned.Before == FieldText.Of(pointer, ChangePlanner.Value(sides.ThereMetadata, pointer)));
    }

    private static string? Moved(string side, PlannedChange change, string? content, string? plannedContent, string metadata, string? plannedMetadata) =>
        content != plannedContent ? $"{Title(change)} has another content at the {side} than when the plan was made: {Short(plannedContent)} then, {Short(content)} now."
        : metadata != plannedMetadata ? $"{Title(change)} has other metadata at the {side} than when the plan was made: {Short(plannedMetadata)} then, {Short(metadata)} now."
        : null;

    private async Task<PlanFinding> SpecificationAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        if (change.Action is ChangeAction.Blocked or ChangeAction.Conflict)
            return PlanFinding.Open;
        if (look.Destination.Specifications is not { } catalog || change.DestinationId is not { } id)
            return PlanFinding.Done(change.DestinationId ?? change.Name);
        var found = (await catalog.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Id == id);
        return found is null ? PlanFinding.Moved($"{Title(change)} is not at the destination any more.")
            : !found.IsUsable ? PlanFinding.Moved($"{Title(change)} is {found.LifeCycle} at the destination now.")
            : PlanFinding.Done(id);
    }

    private (ServedModel? Deployment, bool IsDone) Deployment(List<string> drift, string? model)
    {
        if (plan.Deployment is not { } planned)
            return (null, true);
        var title = $"Deployment '{planned.Name}'";
        if (planned.Id is { } id)
        {
            var found = look.Deployments.FirstOrDefault(one => one.Id == id);
            if (found is null)
                drift.Add($"{title} ({id}) was removed since the plan was made.");
            else if (found.ServingName != planned.ServingName)
                drift.Add($"{title} has another serving name than when the plan was made: '{planned.ServingName}' then, '{found.ServingName}' now.");
            else if (model is not null && found.AssetId == model)
                return (found, true);
            else if (found.AssetId != planned.CurrentAssetId)
                drift.Add($"{title} serves another asset than when the plan was made: {planned.CurrentAssetId} then, {found.AssetId} now.");
            return (found, false);
        }

        var named = look.Deployments.Where(one => one.Name == planned.Name).ToList();
        if (named.Count == 0)
            return (null, false);
        var ours = named.Count == 1 && model is not null && named[0].AssetId == model && (planned.ServingName is null || named[0].ServingName == planned.ServingName);
        if (!ours)
            drift.Add($"{title} was to be created, and now there is one: {string.Join(", ", named.Select(one => $"{one.Id} serves {one.AssetId}"))}.");
        return (named[0], ours);
    }

    private static string Title(PlannedChange change) => $"{change.Type} '{change.Name}'";

    private static string Short(string? hash) => hash is null ? "none" : hash.Substring(0, Math.Min(12, hash.Length));
}
