using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Decides what a plan does with one asset of the source.</summary>
/// <param name="look">Both sides.</param>
/// <param name="served">Id of the asset that the deployment of the plan serves; null when it has none.</param>
internal sealed class ChangePlanner(PlanLook look, string? served)
{
    internal async Task<PlannedChange> PlanAsync(NeededAsset needed, bool isModel, CancellationToken cancellationToken)
    {
        var asset = needed.Asset;
        if (look.Mapped.IsMapped(asset))
            return Map(needed);

        var candidates = look.Candidates(asset.Type, asset.Name, isModel ? served : null);
        // A comparison reads both sides at once, the source as well.
        var comparisons = await look.CompareAsync(asset, candidates, cancellationToken).ConfigureAwait(false);
        var source = comparisons.Length == 0
            ? await look.ReadAsync(asset, cancellationToken).ConfigureAwait(false)
            : new SourceAsset(comparisons[0].Sides!.Here, comparisons[0].Sides!.HereMetadata, comparisons[0].Content!);
        var change = new PlannedChange(asset.Type, asset.Name, ChangeAction.Add, "The destination has none of that type and name.")
        {
            IsModel = isModel,
            NeededBy = needed.NeededBy,
            SourceId = asset.Id,
            SourceSha256 = source.Content.Sha256,
            SourceMetadataSha256 = source.Metadata.ComputeSha256(),
            Bytes = source.Content.Sha256 is null ? asset.Size : source.Content.Bytes,
            DestinationCandidates = [.. candidates.Where(candidate => !candidate.IsSuperseded).Select(candidate => candidate.Id)],
        };
        if (candidates.Count == 0)
            return change;
        return Equal(change, candidates, comparisons) ?? Different(change, candidates, comparisons);
    }

    private PlannedChange Map(NeededAsset needed)
    {
        var (asset, original) = (needed.Asset, look.Mapped.OriginalName(needed.Asset));
        var counterparts = look.There.Current(asset.Type, asset.Name);
        var change = new PlannedChange(asset.Type, original, ChangeAction.Map, $"'{asset.Name}' stands for it, as the environment's map says.")
        {
            NeededBy = needed.NeededBy,
            SourceId = asset.Id,
            DestinationCandidates = [.. counterparts.Select(candidate => candidate.Id)],
        };
        return counterparts.Count switch
        {
            1 => change with { DestinationId = counterparts[0].Id },
            0 => change with
            {
                Action = ChangeAction.Blocked,
                Reason = $"The environment's map names the connection '{asset.Name}' for it, which the destination does not have: make it there with New-CpdConnection.",
            },
            _ => change with { Action = ChangeAction.Conflict, Reason = $"The destination has {counterparts.Count} connections named '{asset.Name}': remove or rename all but one." },
        };
    }

    /// <summary>The change for an asset that the destination has already; null when it has none that is equal.</summary>
    private PlannedChange? Equal(PlannedChange change, IReadOnlyList<AssetHeader> candidates, AssetComparison[] comparisons)
    {
        // The served one, else the first with nothing to put right.
        var best = Enumerable.Range(0, candidates.Count).Where(i => comparisons[i].IsEqual)
            .OrderBy(i => candidates[i].Id == served ? 0 : 1).ThenBy(i => comparisons[i].Repairable.Count).Select(i => (int?)i).FirstOrDefault();
        if (best is not { } chosen)
            return null;
        var (candidate, comparison) = (candidates[chosen], comparisons[chosen]);
        change = At(change, candidate, comparison);
        if (comparison.Repairable.Count > 0)
        {
            return change with
            {
                Action = ChangeAction.Update,
                Reason = "The destination has its content; what an import lost is put right there.",
                Changes = [.. comparison.Repairable.Select(pointer => Change(pointer, change, comparison.Sides!))],
            };
        }
        var equals = comparisons.Count(one => one.IsEqual);
        return change with
        {
            Action = ChangeAction.Unchanged,
            Reason = equals > 1 ? $"The destination has {equals} equal ones; {candidate.Id} counts." : "The destination has an equal one.",
        };
    }

    private PlannedChange Different(PlannedChange change, IReadOnlyList<AssetHeader> candidates, AssetComparison[] comparisons)
    {
        var chosen = candidates.Count == 1 ? 0 : Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Id == served).Select(i => (int?)i).FirstOrDefault() ?? -1;
        if (chosen < 0)
        {
            return change with
            {
                Action = ChangeAction.Conflict,
                Reason = $"The destination has {candidates.Count} different ones of that name, and none is known to be the current one: {string.Join(", ", candidates.Select(one => one.Id))}. "
                    + $"Remove all but one, or tag the others as '{AssetHeader.SupersededTag}'.",
            };
        }
        var comparison = comparisons[chosen];
        var sides = comparison.Sides!;
        change = At(change, candidates[chosen], comparison) with
        {
            Action = ChangeAction.Update,
            Changes = [.. comparison.Differences.Concat(comparison.Repairable).Select(pointer => Change(pointer, change, sides))],
        };
        if (!AssetKinds.ChangesInPlace(change.Type))
            return change with { Reason = "The destination has a different one: a new version is added, the present one is kept for rollback." };
        if (comparison.Differences.Any(pointer => pointer.StartsWith("/attachments/", StringComparison.Ordinal)) && !InPlaceEdits.CanEditRemote(sides.Here, sides.There))
            return change with { Action = ChangeAction.Blocked, Reason = "What it refers to behind a connection differs in number: remove the destination's asset, or change it by hand." };
        return sides.Here.Attachments.Count(one => !one.IsRemote && !one.IsIncomplete) > 1 || sides.There.Attachments.Count(one => !one.IsRemote && !one.IsIncomplete) > 1
            ? change with { Action = ChangeAction.Blocked, Reason = "It has several attachments, which cannot be replaced in place: remove the destination's asset, or change it by hand." }
            : change with { Reason = "The destination has a different one: it is changed in place and keeps its id." };
    }

    private static PlannedChange At(PlannedChange change, AssetHeader candidate, AssetComparison comparison) => change with
    {
        DestinationId = candidate.Id,
        DestinationSha256 = comparison.Sides!.ThereContent.Sha256,
        DestinationMetadataSha256 = comparison.Sides.ThereMetadata.ComputeSha256(),
    };

    internal static FieldChange Change(string pointer, PlannedChange change, ComparedSides sides) => pointer switch
    {
        "content" => new("content", FieldText.Of(sides.ThereContent), FieldText.Of(new ContentHash(change.SourceSha256, change.Bytes ?? 0))),
        AssetEdit.TagsPointer => new("tags", string.Join(", ", sides.There.Header.Tags), string.Join(", ", TagList.Travelled(sides.Here.Header, sides.There.Header))),
        _ => new(pointer, FieldText.Of(pointer, Value(sides.ThereMetadata, pointer)), FieldText.Of(pointer, Value(sides.HereMetadata, pointer))),
    };

    internal static CanonicalValue? Value(CanonicalMetadata metadata, string pointer) => metadata.Fields.TryGetValue(pointer, out var value) ? value : null;
}
