using Microsoft.Extensions.Time.Testing;

namespace MlopsCmdlets.Promotion.Tests.Common;

public sealed class ShiftedTimeTests
{
    private readonly FakeTimeProvider _local = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.9, 0)] // what a Date in whole seconds cannot tell
    [InlineData(-1.9, 0)]
    [InlineData(2, 2)]
    [InlineData(-2, -2)]
    [InlineData(-86400, -86400)]
    public void Times_are_the_others_as_far_as_they_can_be_measured(double offset, double seconds)
    {
        var shifted = new ShiftedTime(_local, TimeSpan.FromSeconds(offset));
        Assert.Equal(_local.GetUtcNow().AddSeconds(seconds), shifted.GetUtcNow());
        _local.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(_local.GetUtcNow().AddSeconds(seconds), shifted.GetUtcNow());
    }

    [Fact]
    public void Waiting_is_done_on_the_clock_at_hand()
    {
        var shifted = new ShiftedTime(_local, TimeSpan.FromDays(3));
        var began = shifted.GetTimestamp();
        var rang = 0;
        using var timer = shifted.CreateTimer(_ => rang++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        _local.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, rang);
        _local.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, TimeSpan.FromSeconds(5)), (rang, shifted.GetElapsedTime(began)));
        Assert.Equal((_local.TimestampFrequency, _local.LocalTimeZone), (shifted.TimestampFrequency, shifted.LocalTimeZone));
    }
}
