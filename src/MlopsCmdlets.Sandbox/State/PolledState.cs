namespace MlopsCmdlets.Sandbox.State;

/// <summary>
/// A state that advances when it is looked at, not with the clock: a test or a rehearsal sees every state, however slow or fast it is.
/// </summary>
/// <param name="polls">Looks until it is done; 0 means at once.</param>
internal sealed class PolledState(int polls)
{
    private int _seen;

    /// <summary>Looks so far, without counting this one.</summary>
    public int Seen => Volatile.Read(ref _seen);

    public bool Done => Seen >= polls;

    /// <summary>Counts one look. True for the look with which it is done, and only that one.</summary>
    public bool Poll() => Interlocked.Increment(ref _seen) == polls;
}
