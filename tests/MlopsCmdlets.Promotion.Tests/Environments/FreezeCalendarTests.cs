using System.Globalization;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Promotion.Tests.Environments;

public sealed class FreezeCalendarTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("W. Europe Standard Time")]
    public void A_single_window_is_in_its_own_time_zone_and_excludes_its_end(string zone)
    {
        var window = Single("2026-12-20T18:00", "2027-01-04T08:00", zone);
        Assert.Null(At("2026-12-20T16:59:59Z", window));
        Assert.Equal(Time("2027-01-04T07:00:00Z"), At("2026-12-20T17:00:00Z", window)!.Until);
        Assert.NotNull(At("2027-01-04T06:59:59Z", window));
        Assert.Null(At("2027-01-04T07:00:00Z", window));
    }

    [Fact]
    public void Where_an_hour_comes_twice_the_window_covers_both()
    {
        // On 25 October 2026 clocks in Berlin go from 03:00 back to 02:00, at 01:00 UTC.
        var window = Single("2026-10-25T02:30", "2026-10-25T02:45", "Europe/Berlin");
        Assert.Null(At("2026-10-25T00:29:59Z", window));
        Assert.NotNull(At("2026-10-25T00:30:00Z", window));
        Assert.NotNull(At("2026-10-25T01:44:59Z", window));
        Assert.Null(At("2026-10-25T01:45:00Z", window));
    }

    [Theory]
    [InlineData("America/New_York")] // There it is past the end of time.
    [InlineData("Asia/Tokyo")]
    [InlineData("UTC")]
    public void A_window_until_further_notice_has_an_end_that_can_be_told(string zone)
    {
        var window = Single("2026-12-20T18:00", "9999-12-31T23:59", zone);
        var weekend = new FreezeWindow { Name = "weekend", Cron = "0 18 * * 5", Duration = TimeSpan.FromHours(60), TimeZone = zone };

        Assert.Null(At("2026-12-19T00:00:00Z", window));
        Assert.Equal(9999, FreezeCalendar.At([window, weekend], Time("2027-01-05T00:00:00Z"))!.Until.Year);
    }

    [Fact]
    public void A_time_that_does_not_exist_stands_for_the_change_of_the_clocks()
    {
        // On 29 March 2026 clocks in Berlin go from 02:00 to 03:00, at 01:00 UTC.
        var window = Single("2026-03-29T02:30", "2026-03-29T04:00", "Europe/Berlin");
        Assert.Null(At("2026-03-29T00:59:59Z", window));
        Assert.Equal(Time("2026-03-29T02:00:00Z"), At("2026-03-29T01:00:00Z", window)!.Until);
    }

    [Fact]
    public void A_recurring_window_begins_with_each_time_of_its_expression()
    {
        var weekend = Recurring("0 18 * * FRI", TimeSpan.FromHours(60), "Europe/Berlin");
        // Friday 13 November 2026, 18:00 in Berlin is 17:00 UTC.
        Assert.Null(At("2026-11-13T16:59:59Z", weekend));
        Assert.Equal(Time("2026-11-16T05:00:00Z"), At("2026-11-13T17:00:00Z", weekend)!.Until);
        Assert.NotNull(At("2026-11-16T04:59:59Z", weekend));
        Assert.Null(At("2026-11-16T05:00:00Z", weekend));
        // In summer an hour earlier by UTC.
        Assert.NotNull(At("2026-07-10T16:00:00Z", weekend));
        Assert.Null(At("2026-07-10T15:59:59Z", weekend));
    }

    [Fact]
    public void Windows_without_a_break_are_one_freeze()
    {
        var nights = Recurring("0 20 * * *", TimeSpan.FromHours(4), "UTC") with { Name = "nights" };
        var close = Single("2026-01-02T00:00", "2026-01-02T12:00", "UTC") with { Name = "close" };
        var freeze = FreezeCalendar.At([nights, close], Time("2026-01-01T21:00:00Z"))!;
        Assert.Equal(("nights", Time("2026-01-02T12:00:00Z")), (freeze.Window.Name, freeze.Until));
        Assert.Null(FreezeCalendar.At([nights, close], Time("2026-01-02T12:00:00Z")));
        Assert.Null(FreezeCalendar.At([], Time("2026-01-02T12:00:00Z")));
    }

    [Fact]
    public void Of_two_windows_the_one_that_ends_last_is_named()
    {
        var first = Single("2026-01-01T00:00", "2026-01-01T10:00", "UTC") with { Name = "short" };
        var second = Single("2026-01-01T05:00", "2026-01-01T20:00", "UTC") with { Name = "long" };
        Assert.Equal("long", FreezeCalendar.At([first, second], Time("2026-01-01T06:00:00Z"))!.Window.Name);
        Assert.Equal("long", FreezeCalendar.At([second, first], Time("2026-01-01T06:00:00Z"))!.Window.Name);
    }

    [Fact]
    public void A_freeze_that_never_ends_is_told_in_finite_time()
    {
        var freeze = At("2026-01-01T00:00:30Z", Recurring("* * * * *", TimeSpan.FromMinutes(10), "UTC"));
        Assert.True(freeze!.Until > Time("2026-01-01T12:00:00Z"));
    }

    [Fact]
    public void What_cannot_be_judged_is_an_error_and_no_yes()
    {
        Assert.Throws<FreezeWindowException>(() => At("2026-01-01T00:00:00Z", Single("2026-01-01", "2026-01-02", "Mars/Olympus")));
        Assert.Throws<FreezeWindowException>(() => At("2026-01-01T00:00:00Z", new FreezeWindow { Name = "w" }));
        Assert.Throws<FreezeWindowException>(() => At("2026-01-01T00:00:00Z", Recurring("no", TimeSpan.FromHours(1), "UTC")));
    }

    private static Freeze? At(string instant, FreezeWindow window) => FreezeCalendar.At([window], Time(instant));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static FreezeWindow Single(string from, string to, string zone) =>
        new() { Name = "w", From = DateTime.Parse(from, CultureInfo.InvariantCulture), To = DateTime.Parse(to, CultureInfo.InvariantCulture), TimeZone = zone };

    private static FreezeWindow Recurring(string cron, TimeSpan duration, string zone) => new() { Name = "w", Cron = cron, Duration = duration, TimeZone = zone };
}
