using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>One rollback: the deployment serves an earlier model again.</summary>
internal sealed class RollbackRun
{
    private readonly PromotionParts _parts;
    private readonly UndoRequest _undo;
    private readonly PromotionRequest _request;
    private readonly StepLog _steps;
    private readonly List<string> _warnings = [];
    private readonly List<string> _notes = [];
    private readonly DateTimeOffset _startedAt;
    private PromotionHistory? _history;
    private RollbackTarget _target = null!;
    private ServedModel _present = null!;
    private AssetHeader _model = null!;
    private string? _sha256;

    internal RollbackRun(PromotionParts parts, UndoRequest undo, PromotionRequest request, IProgress<PromotionProgress>? progress)
    {
        _parts = parts;
        _undo = undo;
        _request = request;
        _steps = new StepLog(parts.Time, progress);
        _startedAt = parts.Time.GetUtcNow();
    }

    private string Environment => _parts.Destination.Environment.Name;

    private bool IsDone => _present.AssetId == _target.AssetId && _present.State == "ready" && _target.Deployment.AssetId == _target.AssetId;

    internal async Task<PromotionResult> RunAsync(CancellationToken cancellationToken)
    {
        PromotionResult? result = null;
        var purpose = $"rollback of {_undo.Deployment ?? "the last promotion"}{(_undo.To is { } to ? $" to entry {to}" : "")}";
        var locked = new LockedWork(_parts, _request, _steps, _warnings, _notes);
        try
        {
            SmokeScore? smoke = null;
            await _steps.RunAsync("Check", "looking at the record and the deployment", async () =>
            {
                Certificates.Check(_parts.Destination.Environment, false, _parts.Destination);
                await LookAsync(cancellationToken).ConfigureAwait(false);
                smoke = await SmokeScore.CreateAsync(_parts, _request, _parts.Destination, _target.AssetId, _warnings, cancellationToken).ConfigureAwait(false);
                if (smoke.IsOff && !_request.SkipSmoke && _parts.Destination.Environment.Production)
                    throw new SmokeDataMissingException(Environment);
                return StepEnd.Done(IsDone ? "it serves already" : $"'{_target.Deployment.Name}' is to serve {_model.Id} again");
            }).ConfigureAwait(false);
            if (IsDone)
            {
                // A run that died after its last step may have left its claim.
                await _parts.Lock.SweepAsync(cancellationToken).ConfigureAwait(false);
                return Already();
            }
            await locked.RunAsync(purpose, async handle => result = await UnderLockAsync(handle, smoke!, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever it is, it is how the rollback ended
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
#pragma warning restore CA1031
        {
            result = new PromotionResult { Outcome = PromotionOutcome.Failed, Error = e, Head = _history?.Head };
        }
        cancellationToken.ThrowIfCancellationRequested();
        return result! with { Steps = _steps.Steps, Warnings = [.. _warnings] };
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        _history = await _parts.Record.ReadAsync(cancellationToken).ConfigureAwait(false);
        _history.RefuseNewer();
        if (_history.Faults.Count > 0)
            Warn($"The record of '{Environment}' is not intact: {_history.Faults[0].Message}");
        _target = RollbackTarget.Find(Environment, _history, _undo);
        _present = await _parts.Destination.Serving.FindAsync(_target.Deployment.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new RollbackImpossibleException(Environment, $"deployment '{_target.Deployment.Name}' ({_target.Deployment.Id}) is gone.", "Promote the model again; a new deployment is created then.");
        if (_target.Repeated is { } rolledBack && _present.AssetId == _target.AssetId)
            Warn($"Entry {rolledBack.Sequence} rolled '{_target.Deployment.Name}' back already. To go further back, say with -To to which entry.");
        _model = (await _parts.Destination.Assets.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(asset => asset.Id == _target.AssetId)
            ?? throw new RollbackImpossibleException(Environment, $"the earlier model {_target.AssetId} is gone.", "Restore it from the space's trash, choose another entry with -To, or promote its source again.");
        if (!IsDone)
            await CheckContentAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Once, although it is looked twice: before the lock and under it.</summary>
    private void Warn(string text)
    {
        if (!_warnings.Contains(text, StringComparer.Ordinal))
            _warnings.Add(text);
    }

    /// <summary>The model is the one that was recorded, byte for byte.</summary>
    private async Task CheckContentAsync(CancellationToken cancellationToken)
    {
        var document = await _parts.Destination.Assets.ReadAsync(_model.Id, cancellationToken).ConfigureAwait(false);
        _sha256 = (await new AssetContentReader(_parts.Destination.Assets, new HashCache()).HashAsync(document, useCache: false, cancellationToken).ConfigureAwait(false)).Sha256;
        if (_target.Sha256 is { } recorded && recorded != _sha256)
            throw new RollbackImpossibleException(Environment, $"the earlier model {_model.Id} has another content than entry {_target.Entry!.Sequence} recorded.", "Somebody changed it: find out who, and promote its source again.");
    }

    private async Task<PromotionResult> UnderLockAsync(ILockHandle handle, SmokeScore smoke, CancellationToken cancellationToken)
    {
        // Another run may have come in between before the lock was ours.
        await LookAsync(cancellationToken).ConfigureAwait(false);
        if (IsDone)
            return Already();

        var previous = _present.AssetId;
        // A run that was killed between switch and record: what served before it is what the record says.
        var interrupted = previous == _target.AssetId;
        if (interrupted)
            previous = _target.Deployment.AssetId;
        else if (previous != _target.Deployment.AssetId)
            _notes.Add($"served {previous ?? "nothing"} before, which no entry explains");
        Exception? failure = null;
        ServedModel? served = null;
        try
        {
            await _steps.RunAsync("Switch", $"letting '{_present.Name}' serve the earlier model", async () =>
            {
                if (interrupted && _present.State == "ready")
                {
                    served = _present;
                    return StepEnd.AlreadyDone("an earlier run did it");
                }
                await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
                served = await _parts.Destination.Serving.SwitchAsync(_present.Id, _target.AssetId, cancellationToken).ConfigureAwait(false);
                return StepEnd.Done($"'{_present.Name}' serves {_target.AssetId} again, under the same id");
            }).ConfigureAwait(false);
            await _steps.RunAsync("SmokeAfterSwitch", $"scoring with '{_present.Name}'", () => smoke.RunAsync(_present.Id, cancellationToken)).ConfigureAwait(false);
            if (smoke.IsOff)
                _notes.Add(_request.SkipSmoke ? "smoke score skipped on request" : "no smoke score: there were no rows");
            await handle.VerifyAsync(cancellationToken).ConfigureAwait(false);
            await new ModelVersions(_parts).TagAsync(_target.AssetId, [previous], cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // whatever broke, what served before has to serve before it is told
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = await RestoreAsync(handle, previous, e).ConfigureAwait(false);
        }
        return await RecordAsync(failure, served, previous, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Exception> RestoreAsync(ILockHandle handle, string? previous, Exception failure)
    {
        if (previous is null || failure is LockLostException)
            return failure;
        try
        {
            await Tidying.RunAsync(_parts.Time, Tidying.Long, token => _steps.RunAsync("Restore", "putting back what served", async () =>
            {
                await handle.VerifyAsync(token).ConfigureAwait(false);
                var now = await _parts.Destination.Serving.FindAsync(_present.Id, token).ConfigureAwait(false);
                if (now is { State: "ready" } && now.AssetId == previous)
                    return StepEnd.AlreadyDone($"'{_present.Name}' still serves {previous}");
                await _parts.Destination.Serving.SwitchAsync(_present.Id, previous, token).ConfigureAwait(false);
                return StepEnd.Done($"'{_present.Name}' serves {previous} again");
            })).ConfigureAwait(false);
            return failure;
        }
#pragma warning disable CA1031 // both failures are told
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new RestoreFailedException(_present.Name, previous, failure, e);
        }
    }

    private async Task<PromotionResult> RecordAsync(Exception? failure, ServedModel? served, string? previous, CancellationToken cancellationToken)
    {
        var outcome = failure is null ? PromotionOutcome.Succeeded : PromotionOutcome.Failed;
        var deployment = failure is not null ? null : new RecordedDeployment(_present.Id, _present.Name, served?.ServingName ?? _present.ServingName, _target.AssetId, previous) { AssetSha256 = _sha256 };
        var result = new PromotionResult { Outcome = outcome, Error = failure, Deployment = deployment, Head = _history?.Head };
        var entry = new PromotionEntry
        {
            Kind = EntryKind.Rollback, Environment = Environment, Actor = _parts.Destination.Me, Host = _request.Host, ToolVersion = _request.ToolVersion,
            StartedAt = _startedAt, EndedAt = _parts.Time.GetUtcNow(), Outcome = outcome, Failure = failure is null ? null : string.Join(" ", failure.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            Deployment = deployment, RestoredFrom = _target.Entry?.Sequence, Notes = [.. _notes, .. _warnings],
        };
        try
        {
            PromotionEntry? written = null;
            await Tidying.RunAsync(_parts.Time, Tidying.Long, token => _steps.RunAsync("Record", "writing the record", async () =>
            {
                written = await _parts.Record.AppendAsync(entry, token).ConfigureAwait(false);
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
                return result with { Outcome = PromotionOutcome.Failed, Error = new RecordNotWrittenException(Environment, e) };
            _warnings.Add($"The failure could not be recorded: {e.Message}");
            return result;
        }
    }

    private PromotionResult Already() => new()
    {
        Outcome = PromotionOutcome.AlreadyApplied, Entry = _target.Current, Deployment = _target.Deployment, Head = _history?.Head, Steps = _steps.Steps, Warnings = [.. _warnings],
    };
}
