using Microsoft.Extensions.Time.Testing;

namespace MlopsCmdlets.Http.Tests.Support;

/// <summary>A clock that jumps over delays at once and remembers them. Timers that are only armed later (the watchdog's) do not make it jump.</summary>
internal sealed class SkippingClock : FakeTimeProvider
{
    private readonly List<TimeSpan> _delays = [];

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_delays)
                return [.. _delays];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            lock (_delays)
                _delays.Add(dueTime);
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}
