using Microsoft.Extensions.Time.Testing;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Tests.Pipeline;

public sealed class ProgressThrottleTests
{
    [Fact]
    public void The_first_report_passes_and_then_one_in_a_quarter_of_a_second()
    {
        var time = new FakeTimeProvider();
        var throttle = new ProgressThrottle(time);
        int passed = 0;
        for (int millisecond = 0; millisecond < 10_000; millisecond++)
        {
            if (throttle.Passes())
                passed++;
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(40, passed);
    }

    [Fact]
    public void After_a_long_silence_one_report_passes_and_not_what_was_saved_up()
    {
        var time = new FakeTimeProvider();
        var throttle = new ProgressThrottle(time);
        Assert.True(throttle.Passes());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(_ => throttle.Passes()));
    }
}
