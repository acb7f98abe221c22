namespace MlopsCmdlets.Http.Sending;

/// <summary>
/// Cancels one attempt when its current phase lasts too long. Renewing a phase only moves a mark; the timer looks at the mark when it fires, so that
/// it can be renewed for every buffer.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(20);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancel;
    private readonly ITimer _timer;
    private long _due = long.MaxValue;
    private long _timerDue = long.MaxValue;
    private Expiry _limit;
    private bool _disposed;

    public Watchdog(TimeProvider time, CancellationToken caller)
    {
        _time = time;
        Caller = caller;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(caller);
        Token = _cancel.Token;
        _timer = time.CreateTimer(static state => ((Watchdog)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller, by an expired limit, or by <see cref="Cancel"/>.</summary>
    public CancellationToken Token { get; }

    public CancellationToken Caller { get; }

    /// <summary>The limit that passed, if one did.</summary>
    public Expiry Expired { get; private set; }

    /// <summary>Starts or renews the current phase.</summary>
    public void Watch(TimeSpan time, Expiry limit)
    {
        lock (_gate)
        {
            if (_disposed || Expired != Expiry.None)
                return;
            _limit = limit;
            _due = time < TimeSpan.Zero || time > LongestTimer ? long.MaxValue : _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency);
            if (_due < _timerDue)
                Set(time);
        }
    }

    /// <summary>Nothing is awaited from the server now.</summary>
    public void Rest()
    {
        lock (_gate)
            _due = long.MaxValue;
    }

    public void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended meanwhile.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        _timer.Dispose();
        _cancel.Dispose();
    }

    private void Set(TimeSpan time)
    {
        _timerDue = _due;
        // A timer counts whole milliseconds: one more, lest it fire a little early and has to be set again.
        _timer.Change(time + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        lock (_gate)
        {
            _timerDue = long.MaxValue;
            if (_disposed || _due == long.MaxValue)
                return;
            var left = _due - _time.GetTimestamp();
            if (left > 0)
            {
                Set(TimeSpan.FromSeconds(left / (double)_time.TimestampFrequency));
                return;
            }

            Expired = _limit;
        }

        Cancel();
    }
}
