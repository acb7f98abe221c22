using System.Collections.Concurrent;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>A clock on which pauses of up to five seconds pass at once; longer time limits fire only when that much has passed.</summary>
public sealed class InstantTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>The pauses that were made, in milliseconds.</summary>
    public ConcurrentQueue<double> Pauses { get; } = new();

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime <= TimeSpan.FromSeconds(5))
        {
            Interlocked.Add(ref _ticks, dueTime.Ticks);
            Pauses.Enqueue(dueTime.TotalMilliseconds);
            _ = Task.Run(() => callback(state));
        }
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
