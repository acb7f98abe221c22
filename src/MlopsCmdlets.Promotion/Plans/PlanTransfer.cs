using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>
/// Brings the assets of a plan over and verifies them. Exactly what is open is done; an interrupted run is completed by another one, which finishes what
/// arrived and reuses a bundle that was downloaded.
/// </summary>
/// <param name="source">The environment that assets come from.</param>
/// <param name="destination">The environment that they go to.</param>
/// <param name="options">How; null means the defaults.</param>
/// <param name="cache">Hashes known from earlier work in this session; null means none.</param>
/// <param name="spools">Where temporary files are made; null means files in the options' folder.</param>
/// <param name="time">The clock; null means the system's.</param>
public sealed class PlanTransfer(
    PromotionSide source, PromotionSide destination, TransferOptions? options = null, HashCache? cache = null, ISpoolStore? spools = null, TimeProvider? time = null) : IPlanTransfer
{
    private readonly HashCache _cache = cache ?? new HashCache();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CopiedAsset>> ApplyAsync(
        PromotionPlan plan, PlanState state, Func<CancellationToken, Task> verify, IProgress<TransferProgress>? progress, CancellationToken cancellationToken)
    {
        var how = (options ?? new TransferOptions()) with { Force = true, ExportPrefix = PromotionNames.ExportPrefix(plan) };
        var files = spools ?? new FileSpoolStore(how.SpoolFolder);
        var look = await PlanLook.TakeAsync(source, destination, _cache, cancellationToken).ConfigureAwait(false);
        var target = new GuardedTarget(destination.Target, verify);
        var open = await new OpenChanges(look, new PlanCheck(look, plan)).SortAsync(state.Open, cancellationToken).ConfigureAwait(false);
        if (open.Count == 0)
            return [];
        var references = References(plan, state, look);

        var outcomes = new List<CopiedAsset>();
        List<PlannedAsset> travelling = [.. open.Select(one => one.Transfer).OfType<PlannedAsset>().Where(asset => asset.Action != CopyAction.Repaired)];
        if (travelling.Count > 0)
        {
            var covered = new HashSet<string>(plan.Changes.Select(change => change.SourceId).OfType<string>(), StringComparer.Ordinal);
            var context = new TravelContext(look.Mapped, target, look.Here, look.There, references, how, _time, progress);
            var travelled = await new BundleTravel(context, new KeptBundles(plan, look.Mapped, how, _time, files, progress), covered.Contains).RunAsync(travelling, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(travelled.Assets);
            // What concerns the journey is told with the first of those who made it.
            if (outcomes.Count > 0)
                outcomes[0] = outcomes[0] with { Warnings = [.. outcomes[0].Warnings, .. travelled.Warnings] };
        }

        // After the others have arrived, and knowing of all of them, so that references to them can be put right.
        var readBack = new ReadBack(look.Here, look.There, target, references, mayRemove: false);
        List<PlannedAsset> arrived = [.. open.Select(one => one.Transfer).OfType<PlannedAsset>().Where(asset => asset.Action == CopyAction.Repaired)];
        foreach (var repaired in arrived)
            references.Add(repaired.Source.Id, repaired.Equal!.Id);
        foreach (var repaired in arrived)
            outcomes.Add(await readBack.FinishAsync(repaired, mayChange: true, cancellationToken).ConfigureAwait(false));
        var inPlace = new InPlaceUpdate(look, target, references, files);
        foreach (var change in open.Where(one => one.Transfer is null))
            outcomes.Add(await inPlace.RunAsync(change.Change, cancellationToken).ConfigureAwait(false));
        progress?.Report(new TransferProgress(TransferStage.Verifying, 0, outcomes.Count));
        return await VerifyAsync(plan, open, outcomes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads everything again: what is not as the plan wants it has failed, whatever its steps said.</summary>
    private async Task<IReadOnlyList<CopiedAsset>> VerifyAsync(PromotionPlan plan, IReadOnlyList<OpenChange> open, List<CopiedAsset> outcomes, CancellationToken cancellationToken)
    {
        var look = await PlanLook.TakeAsync(source, destination, _cache, cancellationToken).ConfigureAwait(false);
        var state = await new PlanCheck(look, plan).RunAsync(cancellationToken).ConfigureAwait(false);
        var result = new List<CopiedAsset>();
        foreach (var outcome in outcomes)
        {
            var change = open.FirstOrDefault(one => one.Change.SourceId == outcome.Source.Id)?.Change;
            result.Add(outcome.Action == CopyAction.Failed || change is null || state.Done.ContainsKey(change)
                ? outcome
                : outcome with { Action = CopyAction.Failed, Error = await UnlikeAsync(look, outcome, cancellationToken).ConfigureAwait(false) });
        }
        return result;
    }

    private static async Task<Exception> UnlikeAsync(PlanLook look, CopiedAsset outcome, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> differences = [];
        if (outcome.Target is { } target && look.There.Find(target.Id) is { } there && look.Here.Find(outcome.Source.Id) is { } here)
        {
            var comparison = await look.Comparer.CompareAsync(here, there, cancellationToken).ConfigureAwait(false);
            differences = [.. comparison.Differences, .. comparison.Repairable];
        }
        return new NotAsPlannedException(outcome.Source, outcome.To, differences);
    }

    private static ReferenceMap References(PromotionPlan plan, PlanState state, PlanLook look)
    {
        var references = new ReferenceMap(look.Here, look.There);
        foreach (var change in plan.Changes.Where(change => change.SourceId is not null))
        {
            if (state.Done.TryGetValue(change, out var id))
                references.Add(change.SourceId!, id);
            else if (change.DestinationId is { } known && (change.Action == ChangeAction.Map || (change.Action == ChangeAction.Update && AssetKinds.ChangesInPlace(change.Type))))
                references.Add(change.SourceId!, known);
        }
        return references;
    }
}
