using MlopsCmdlets.Promotion.Gates;
using MlopsCmdlets.Promotion.Gates.BuiltIn;
using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>One run of one plan.</summary>
internal sealed class ApplyRun
{
    private readonly PromotionParts _parts;
    private readonly PromotionPlan _plan;
    private readonly PromotionRequest _request;
    private readonly StepLog _steps;
    private readonly List<string> _warnings = [];
    private readonly List<string> _notes = [];
    private readonly DateTimeOffset _startedAt;
    private readonly PlanCheck _check;
    private PlanState _state = null!;
    private PromotionHistory _history = null!;
    private SmokeScore _smoke = null!;
    private IReadOnlyList<GateResult> _gates = [];
    private GateContext _gateContext = null!;
    private IReadOnlyList<CopiedAsset> _copied = [];
    private Switching? _switching;
    private string? _modelId;

    internal ApplyRun(PromotionParts parts, PromotionPlan plan, PromotionRequest request, IProgress<PromotionProgress>? progress)
    {
        _parts = parts;
        _plan = plan;
        _request = request;
        _steps = new StepLog(parts.Time, progress);
        _startedAt = parts.Time.GetUtcNow();
        _check = new PlanCheck(parts, plan);
    }

    private PlannedChange? Model => _plan.Changes.FirstOrDefault(change => change.IsModel);

    private string NotIntact => $"The record of '{_plan.Destination.Environment}' is not intact";

    private string Purpose => $"promotion of plan {PromotionNames.Short(_plan)}";

    internal async Task<PromotionResult> RunAsync(CancellationToken cancellationToken)
    {
        PromotionResult? result = null;
        var locked = new LockedWork(_parts, _request, _steps, _warnings, _notes);
        try
        {
            PromotionEntry? applied = null;
            await _steps.RunAsync("Check", "looking at plan, record and both sides", async () =>
            {
                _check.CheckPlan();
                applied = await LookAsync(cancellationToken).ConfigureAwait(false);
                return StepEnd.Done(applied is null ? $"{_state.Open.Count} of {_plan.Changes.Count} assets open, deployment {(_state.DeploymentIsDone ? "done" : "open")}" : $"applied already (entry {applied.Sequence})");
            }).ConfigureAwait(false);
            if (applied is not null)
            {
                // A run that died after its last step may have left its claim.
                await _parts.Lock.SweepAsync(cancellationToken).ConfigureAwait(false);
                // Past its last step, a plan has nothing temporary any more, unless removing it failed.
                await new Leftovers(_parts, _plan).RemoveAsync(cancellationToken).ConfigureAwait(false);
                return Already(applied);
            }
            await locked.RunAsync(Purpose, async handle => result = await UnderLockAsync(handle, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever it is, it is how the promotion ended
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
#pragma warning restore CA1031
        {
            // Nothing was changed yet, so that there is nothing to record.
            result = Result(PromotionOutcome.Failed) with { Error = e };
        }
        cancellationToken.ThrowIfCancellationRequested();
        return result! with { Steps = _steps.Steps, Warnings = [.. _warnings] };
    }

    private async Task<PromotionEntry?> LookAsync(CancellationToken cancellationToken)
    {
        (var applied, _state, _history) = await _check.LookAsync(cancellationToken).ConfigureAwait(false);
        _history.RefuseNewer();
        // It cannot be mended, so that it does not stop promotions; but nobody shall overlook it.
        if (_history.Faults.Count > 0 && !_warnings.Exists(warning => warning.StartsWith(NotIntact, StringComparison.Ordinal)))
            _warnings.Add($"{NotIntact}: {_history.Faults[0].Message} Test-MlopsPromotionRecord lists what is wrong.");
        return applied;
    }

    private async Task<PromotionResult> UnderLockAsync(ILockHandle handle, CancellationToken cancellationToken)
    {
        PromotionEntry? applied = null;
        await _steps.RunAsync("CleanUp", "removing what an earlier run left", async () =>
        {
            var leftovers = new Leftovers(_parts, _plan);
            var waited = await leftovers.AwaitImportsAsync(cancellationToken).ConfigureAwait(false);
            var removed = await leftovers.RemoveAsync(cancellationToken).ConfigureAwait(false);
            // Another run may have come in between before the lock was ours.
            applied = await LookAsync(cancellationToken).ConfigureAwait(false);
            return waited || removed > 0
                ? StepEnd.Done($"an earlier run left {removed} temporary things{(waited ? " and an import that ran on" : "")}")
                : StepEnd.AlreadyDone("nothing was left");
        }).ConfigureAwait(false);
        if (applied is not null)
            return Already(applied);

        Exception? failure = null;
        try
        {
            if (_plan.Deployment is { } planned)
            {
                _switching = new Switching(_parts, planned, handle);
                _switching.Assume(_state.Deployment, _state.DeploymentIsDone);
            }
            await GatesAsync(cancellationToken).ConfigureAwait(false);
            await TransferAsync(handle, cancellationToken).ConfigureAwait(false);
            if (_switching is not null)
                await DeployAsync(handle, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever broke, the earlier model has to serve before it is told
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = await RestoreAsync(e).ConfigureAwait(false);
        }
        var result = await RecordAsync(failure, cancellationToken).ConfigureAwait(false);
        // Only now: what is removed can neither serve again nor be compared with by a run that has to finish this one.
        if (result.Outcome == PromotionOutcome.Succeeded)
            await PruneAsync(handle, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private Task GatesAsync(CancellationToken cancellationToken) => _steps.RunAsync("Gates", "judging", async () =>
    {
        _smoke = await SmokeScore.CreateAsync(_parts, _request, _parts.Source, Model?.SourceId, _warnings, cancellationToken).ConfigureAwait(false);
        _gateContext = new GateContext(_plan, _parts.Source!, _parts.Destination, _parts.Time)
        {
            Approvals = await _parts.Destination.Approvals.ListAsync(_plan.Hash, cancellationToken).ConfigureAwait(false),
            History = _history,
            HistoryOf = _parts.HistoryOf,
        };
        IPromotionGate[] gates = [.. BuiltInGates.For(_plan, _parts.Destination.Environment, _smoke.Rows, _request.SkipSmoke), .. _request.Gates];
        _gates = await new GateRunner(_request.GateTimeout).RunAsync(gates, _gateContext, cancellationToken).ConfigureAwait(false);
        var blocking = _gates.Where(gate => gate.Blocks).ToList();
        return blocking.Count == 0 ? StepEnd.Done($"{_gates.Count} gates, none in the way") : throw new PromotionStoppedException(blocking);
    });

    private Task TransferAsync(ILockHandle handle, CancellationToken cancellationToken) => _steps.RunAsync("Transfer", "bringing the assets over", async () =>
    {
        if (_state.Open.Count > 0)
        {
            await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
            var progress = _steps.Progress is { } told ? new TransferSteps(told) : null;
            _copied = await _parts.Transfer!.ApplyAsync(_plan, _state, handle.VerifyAsync, progress, cancellationToken).ConfigureAwait(false);
            _warnings.AddRange(_copied.SelectMany(asset => asset.Warnings.Select(warning => $"{asset.Source.Type} '{asset.Source.Name}': {warning}")));
            var failed = _copied.Where(asset => asset.Error is not null || asset.Action == CopyAction.Failed).ToList();
            if (failed.Count > 0)
                throw new AssetsNotCopiedException(failed);
        }
        _modelId = Model is { } model ? IdOf(model) ?? throw new InvalidOperationException($"The transfer does not say where {model.Type} '{model.Name}' went.") : null;
        return _state.Open.Count > 0 ? StepEnd.Done($"{_copied.Count} {(_copied.Count == 1 ? "asset" : "assets")} brought over and read back") : StepEnd.AlreadyDone("everything is there");
    });

    private async Task DeployAsync(ILockHandle handle, CancellationToken cancellationToken)
    {
        var modelId = _modelId ?? throw new InvalidOperationException("The plan has a deployment and no model.");
        await _steps.RunAsync("Smoke", "scoring on a temporary deployment", () => _state.DeploymentIsDone
            ? Task.FromResult(StepEnd.AlreadyDone("the deployment was switched already"))
            : _smoke.RunApartAsync(_plan, modelId, handle, _warnings, cancellationToken)).ConfigureAwait(false);
        await _steps.RunAsync("Switch", $"letting '{_plan.Deployment!.Name}' serve the model",
            () => _switching!.RunAsync(modelId, _state.Deployment, _state.DeploymentIsDone, cancellationToken)).ConfigureAwait(false);
        await _steps.RunAsync("SmokeAfterSwitch", $"scoring with '{_plan.Deployment.Name}'", () => _smoke.RunAsync(_switching!.Served!.Id, cancellationToken)).ConfigureAwait(false);
        if (_smoke.IsOff)
            _notes.Add(_request.SkipSmoke ? "smoke score skipped on request" : "no smoke score: there were no rows");
        if (Model is { } model && _plan.Deployment.Action != DeploymentAction.Unchanged)
        {
            await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
            await new ModelVersions(_parts).TagAsync(modelId, [_plan.Deployment.CurrentAssetId, .. model.DestinationCandidates], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PruneAsync(ILockHandle handle, CancellationToken cancellationToken)
    {
        if (_request.KeepPrevious is not { } keep || Model is not { } model)
            return;
        try
        {
            await _steps.RunAsync("CleanUp", "removing earlier versions", async () =>
            {
                await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
                var removed = await new ModelVersions(_parts).PruneAsync(model.Type, model.Name, keep, _plan.Deployment?.CurrentAssetId, cancellationToken).ConfigureAwait(false);
                return removed == 0 ? StepEnd.AlreadyDone("no version too many") : StepEnd.Done($"{removed} earlier versions moved to the trash");
            }).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the promotion is done and recorded: versions too many do not undo it
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _warnings.Add($"Earlier versions of '{model.Name}' could not be removed; the next promotion with -KeepPrevious tries again: {e.Message}");
        }
    }

    /// <summary>Puts the earlier model back. The failure to report: the one that led here, or a graver one.</summary>
    private async Task<Exception> RestoreAsync(Exception failure)
    {
        if (_switching is not { MayNeedRestore: true } switching)
            return failure;
        try
        {
            await Tidying.RunAsync(_parts.Time, Tidying.Long, token => _steps.RunAsync("Restore", "putting the earlier model back", () => switching.RestoreAsync(token))).ConfigureAwait(false);
            return failure;
        }
#pragma warning disable CA1031 // both failures are told
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new RestoreFailedException(_plan.Deployment!.Name, _plan.Deployment.CurrentAssetId, failure, e);
        }
    }

    private async Task<PromotionResult> RecordAsync(Exception? failure, CancellationToken cancellationToken)
    {
        var outcome = failure is null ? PromotionOutcome.Succeeded : failure is PromotionStoppedException ? PromotionOutcome.Stopped : PromotionOutcome.Failed;
        var result = Result(outcome) with { Error = failure };
        try
        {
            PromotionEntry? written = null;
            await Tidying.RunAsync(_parts.Time, Tidying.Long, token => _steps.RunAsync("Record", "writing the record", async () =>
            {
                written = await _parts.Record.AppendAsync(Entry(outcome, failure), token).ConfigureAwait(false);
                return StepEnd.Done($"entry {written.Sequence}");
            })).ConfigureAwait(false);
            return result with { Entry = written, Head = written!.Hash };
        }
#pragma warning disable CA1031 // the failure to record is part of how it ended
        catch (Exception e)
#pragma warning restore CA1031
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is null)
                return result with { Outcome = PromotionOutcome.Failed, Error = new RecordNotWrittenException(_plan.Destination.Environment, e) };
            _warnings.Add($"The failure could not be recorded: {e.Message}");
            return result;
        }
    }

    private PromotionEntry Entry(PromotionOutcome outcome, Exception? failure) => new()
    {
        Kind = EntryKind.Promotion,
        Environment = _plan.Destination.Environment,
        Source = _plan.Source.Environment,
        Actor = _parts.Destination.Me,
        Host = _request.Host,
        ToolVersion = _request.ToolVersion,
        StartedAt = _startedAt,
        EndedAt = _parts.Time.GetUtcNow(),
        Outcome = outcome,
        Failure = failure is null ? null : OneLine(failure.Message),
        PlanHash = _plan.Hash,
        PlanAuthor = _plan.Author,
        Approvals = _gateContext?.Approvals ?? [],
        Gates = _gates.Count > 0 ? _gates : (failure as PromotionStoppedException)?.Blocking ?? [],
        Assets = outcome == PromotionOutcome.Stopped ? [] : [.. _plan.Changes.Select(Recorded)],
        Deployment = outcome == PromotionOutcome.Succeeded ? Deployment() : null,
        Notes = [.. _notes, .. _warnings],
    };

    private RecordedAsset Recorded(PlannedChange change)
    {
        var copied = _copied.FirstOrDefault(asset => asset.Source.Id == change.SourceId);
        var action = copied?.Action ?? (change.Action switch { ChangeAction.Add => CopyAction.Added, ChangeAction.Update => CopyAction.Updated, _ => CopyAction.Unchanged });
        return new RecordedAsset(change.Type, change.Name, action, change.SourceId, IdOf(change), copied?.Sha256 ?? change.SourceSha256, copied?.MetadataSha256 ?? change.SourceMetadataSha256)
        {
            IsModel = change.IsModel,
            Superseded = copied is not null ? [.. copied.Superseded.Select(asset => asset.Id)] : SupersededBefore(change),
        };
    }

    // What an earlier run of this plan replaced, which was stopped before it could record it.
    private IReadOnlyList<string> SupersededBefore(PlannedChange change) =>
        change.Action == ChangeAction.Update && !AssetKinds.ChangesInPlace(change.Type) && _state.Done.TryGetValue(change, out var id)
            ? [.. change.DestinationCandidates.Where(candidate => candidate != id)]
            : [];

    private string? IdOf(PlannedChange change) =>
        _copied.FirstOrDefault(asset => asset.Source.Id == change.SourceId)?.Target?.Id
        ?? (_state.Done.TryGetValue(change, out var id) ? id : change.Action is ChangeAction.Unchanged or ChangeAction.Map ? change.DestinationId : null);

    private RecordedDeployment? Deployment() => _plan.Deployment is { } planned && _switching?.Served is { } served && _modelId is not null
        ? new RecordedDeployment(served.Id, planned.Name, served.ServingName ?? planned.ServingName, served.AssetId ?? _modelId, planned.CurrentAssetId)
        {
            AssetSha256 = Model?.SourceSha256,
            IsNew = planned.Action == DeploymentAction.Create,
        }
        : null;

    private PromotionResult Result(PromotionOutcome outcome) => new()
    {
        Outcome = outcome, Plan = _plan, Gates = _gates, Assets = _copied, Head = _history?.Head, Deployment = outcome == PromotionOutcome.Succeeded ? Deployment() : null,
    };

    private PromotionResult Already(PromotionEntry applied) => Result(PromotionOutcome.AlreadyApplied) with
    {
        Entry = applied, Gates = applied.Gates, Deployment = applied.Deployment, Steps = _steps.Steps, Warnings = [.. _warnings],
    };

    private static string OneLine(string text) => string.Join(" ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
