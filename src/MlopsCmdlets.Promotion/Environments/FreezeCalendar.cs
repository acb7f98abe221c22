using System.Diagnostics.CodeAnalysis;
using Cronos;
using TimeZoneConverter;

namespace MlopsCmdlets.Promotion.Environments;

/// <summary>Tells whether freeze windows cover a point in time. A window includes its begin and excludes its end.</summary>
public static class FreezeCalendar
{
    // Windows that overlap or touch are one freeze; after this many the end is far enough away.
    private const int MostLinks = 1_000;

    /// <summary>The freeze that covers a point in time; null when none does.</summary>
    public static Freeze? At(IReadOnlyList<FreezeWindow> windows, DateTimeOffset instant)
    {
        if (EndOf(windows, instant) is not { } first)
            return null;
        var until = first.End;
        for (var i = 0; i < MostLinks && EndOf(windows, until) is { } next; i++)
            until = next.End;
        return new Freeze(first.Window, until);
    }

    /// <summary>Whether a time zone is known, by its IANA or Windows name.</summary>
    internal static bool TryZone(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) => TZConvert.TryGetTimeZoneInfo(name, out zone);

    /// <summary>Whether a text is a cron expression of five fields.</summary>
    internal static bool TryCron(string text, [NotNullWhen(true)] out CronExpression? cron) => CronExpression.TryParse(text, out cron);

    /// <summary>Of the windows that cover a point in time, the one that ends last.</summary>
    private static (FreezeWindow Window, DateTimeOffset End)? EndOf(IReadOnlyList<FreezeWindow> windows, DateTimeOffset instant)
    {
        (FreezeWindow Window, DateTimeOffset End)? last = null;
        foreach (var window in windows)
        {
            if (EndOf(window, instant) is { } end && (last is null || end > last.Value.End))
                last = (window, end);
        }
        return last;
    }

    private static DateTimeOffset? EndOf(FreezeWindow window, DateTimeOffset instant)
    {
        // What cannot be judged is frozen: a typing error must not let a promotion through. Files with such windows are refused when they are read.
        if (!TryZone(window.TimeZone, out var zone))
            throw new FreezeWindowException(window.Name, $"there is no time zone '{window.TimeZone}'");
        if (window.From is { } from && window.To is { } to)
        {
            var end = ToInstant(to, zone, later: true);
            return instant >= ToInstant(from, zone, later: false) && instant < end ? end : null;
        }
        if (window.Cron is null || window.Duration is not { } duration || !TryCron(window.Cron, out var cron))
            throw new FreezeWindowException(window.Name, "it has neither begin and end nor a valid cron expression and a duration");

        // The last begin counts: windows of one expression have one length.
        DateTimeOffset? begin = null;
        foreach (var occurrence in cron.GetOccurrences(instant - duration, instant, zone, fromInclusive: false, toInclusive: true))
            begin = occurrence;
        return begin is { } started ? (duration < DateTimeOffset.MaxValue - started ? started + duration : DateTimeOffset.MaxValue) : null;
    }

    /// <summary>
    /// Where clocks are put back an hour comes twice: a window begins with the first and ends with the second. Where they are put forward, a time that
    /// does not exist stands for the moment of the change.
    /// </summary>
    private static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone, bool later)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(time))
        {
            var offsets = zone.GetAmbiguousTimeOffsets(time);
            return Instant(time, later ? offsets.Min() : offsets.Max());
        }
        if (!zone.IsInvalidTime(time))
            return Instant(time, zone.GetUtcOffset(time));
        while (zone.IsInvalidTime(time))
            time = time.AddMinutes(1);
        return Instant(time, zone.GetUtcOffset(time));
    }

    // 9999-12-31T23:59 stands for "until further notice", and is past the end of time in zones west of Greenwich.
    private static DateTimeOffset Instant(DateTime local, TimeSpan offset) =>
        offset < TimeSpan.Zero && local > DateTime.MaxValue + offset ? DateTimeOffset.MaxValue
        : offset > TimeSpan.Zero && local < DateTime.MinValue + offset ? DateTimeOffset.MinValue
        : new DateTimeOffset(local, offset);
}
