namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>
/// How long a wait that the host asks for (a used-up quota, too many calls) may be: the connection's limit, and within an operation with a time-out of its own what is left
/// of that. It flows with the call. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="always">The connection's limit; negative for none.</param>
internal sealed class CallPatience(TimeProvider time, TimeSpan always)
{
    private readonly AsyncLocal<(long Start, TimeSpan Timeout)?> _operation = new();

    /// <summary>The limit that is in force, for messages.</summary>
    public TimeSpan Limit => _operation.Value is { } operation && (always < TimeSpan.Zero || operation.Timeout < always) ? operation.Timeout : always;

    /// <summary>The longest wait from now.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = always < TimeSpan.Zero ? TimeSpan.MaxValue : always;
            if (_operation.Value is not { } operation)
                return left;
            var own = operation.Timeout - time.GetElapsedTime(operation.Start);
            return own < TimeSpan.Zero ? TimeSpan.Zero : own < left ? own : left;
        }
    }

    /// <summary>Begins an operation. Set inside an asynchronous method, it holds until that method returns.</summary>
    /// <param name="timeout">How long the operation may take; negative for as long as the connection allows.</param>
    public void Begin(TimeSpan timeout) => _operation.Value = timeout < TimeSpan.Zero ? null : (time.GetTimestamp(), timeout);
}
