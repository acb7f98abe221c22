using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Work under the lock of the environment: takes it, records whom it was taken from, and gives it back whatever happens.</summary>
internal sealed class LockedWork(PromotionParts parts, PromotionRequest request, StepLog steps, List<string> warnings, List<string> notes)
{
    /// <summary>Runs work while the lock is held.</summary>
    internal async Task RunAsync(string purpose, Func<ILockHandle, Task> work, CancellationToken cancellationToken)
    {
        ILockHandle? handle = null;
        await steps.RunAsync("Lock", $"taking the lock of '{parts.Destination.Environment.Name}'", async () =>
        {
            handle = await parts.Lock.AcquireAsync(new LockRequest(purpose, request.LockWait, request.TakeLock), cancellationToken).ConfigureAwait(false);
            return StepEnd.Done(handle.TakenFrom.Count == 0 ? "taken" : $"taken from {string.Join(", ", handle.TakenFrom.Select(Name))}");
        }).ConfigureAwait(false);
        try
        {
            await RecordTakeoverAsync(handle!, cancellationToken).ConfigureAwait(false);
            await work(handle!).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(handle!).ConfigureAwait(false);
        }
    }

    private async Task RecordTakeoverAsync(ILockHandle handle, CancellationToken cancellationToken)
    {
        if (handle.TakenFrom.Count == 0)
            return;
        var whom = handle.TakenFrom.Select(Name).ToList();
        notes.AddRange(whom.Select(name => $"lock taken from {name}"));
        var me = parts.Destination.Me;
        // What our own crash left on this machine is no takeover from anybody.
        if (handle.TakenFrom.All(holder => holder.Owner.UserId == me.UserId && holder.Host == request.Host) && !request.TakeLock)
            return;
        warnings.Add($"The lock was taken from {string.Join(", ", whom)}.");
        var entry = PromotionEntry.Takeover(
            parts.Destination.Environment.Name, me, request.Host, request.ToolVersion, parts.Time.GetUtcNow(), [.. whom.Select(name => $"lock taken from {name}")]);
        // Also when the run is stopped right now: the other's lock is gone, and the next run would not know of it.
        await Tidying.RunAsync(parts.Time, Tidying.Long, token => parts.Record.AppendAsync(entry, token)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private Task ReleaseAsync(ILockHandle handle) => Tidying.TryAsync(parts.Time, Tidying.Short, warnings, "The lock could not be given back", token =>
        steps.RunAsync("Unlock", "giving the lock back", async () =>
        {
            await handle.ReleaseAsync(token).ConfigureAwait(false);
            return StepEnd.Done("given back");
        }));

    private static string Name(LockHolder holder) => $"{holder.Owner.UserName} on {holder.Host} (process {holder.ProcessId}, {holder.Purpose})";
}
