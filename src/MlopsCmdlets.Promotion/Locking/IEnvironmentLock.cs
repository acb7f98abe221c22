namespace MlopsCmdlets.Promotion.Locking;

/// <summary>
/// The lock of one environment, kept in the destination's asset files. Correct whether the server refuses to overwrite, ignores it silently, or
/// races: every contender writes a claim of its own name and owns the lock only if a listing after that shows no other claim.
/// </summary>
public interface IEnvironmentLock
{
    /// <summary>Who holds it; null when it is free.</summary>
    Task<LockHolder?> GetHolderAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lock, waiting up to the limit. A claim of this very machine whose process is gone was left by a crash and is taken over.
    /// </summary>
    /// <exception cref="EnvironmentLockedException">Somebody else holds it still; names owner, host, purpose and age.</exception>
    Task<ILockHandle> AcquireAsync(LockRequest request, CancellationToken cancellationToken);

    /// <summary>Removes the claims of others without asking them. Returns who was removed, for the record.</summary>
    Task<IReadOnlyList<LockHolder>> BreakAsync(CancellationToken cancellationToken);

    /// <summary>Removes the claims that crashed processes of this machine left; those of the living stay. Returns who was removed.</summary>
    Task<IReadOnlyList<LockHolder>> SweepAsync(CancellationToken cancellationToken);
}
