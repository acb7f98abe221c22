namespace MlopsCmdlets.Promotion;

/// <summary>Another's clock: so far ahead of one at hand. Timers and time spans are those of the one at hand.</summary>
/// <param name="local">The clock at hand.</param>
/// <param name="offset">How far the other is ahead; less than two seconds are within what can be measured, and count as none.</param>
public sealed class ShiftedTime(TimeProvider local, TimeSpan offset) : TimeProvider
{
    private static readonly TimeSpan Measurable = TimeSpan.FromSeconds(2);
    private readonly TimeSpan _offset = offset.Duration() < Measurable ? TimeSpan.Zero : offset;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => local.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => local.GetUtcNow() + _offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => local.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => local.CreateTimer(callback, state, dueTime, period);
}
