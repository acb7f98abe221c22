namespace MlopsCmdlets.Promotion.Locking;

/// <summary>How to take a lock.</summary>
/// <param name="Purpose">What for, one line.</param>
/// <param name="Wait">How long to wait while somebody else holds it; zero tries for about a second.</param>
/// <param name="Force">Takes it from whoever holds it when the time is over. What was taken is in <see cref="ILockHandle.TakenFrom"/> and belongs into the record.</param>
public sealed record LockRequest(string Purpose, TimeSpan Wait, bool Force = false)
{
    /// <summary>A person holds it, beyond the life of this process, see <see cref="LockHolder.IsPerson"/>.</summary>
    public bool ByPerson { get; init; }
}
