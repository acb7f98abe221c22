using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using MlopsCmdlets.Json;
using MlopsCmdlets.Promotion;
using MlopsCmdlets.Promotion.Environments;

namespace MlopsCmdlets.Environments;

/// <summary>Hashtables of the command line as parts of an environment.</summary>
internal static class EnvironmentArguments
{
    private static readonly string[] WindowKeys = ["Name", "From", "To", "Cron", "Duration", "TimeZone"];

    /// <summary>A freeze window; what it must not say together is found when the file is checked.</summary>
    /// <exception cref="ArgumentException">A key is unknown, or a value is no time or time span.</exception>
    public static FreezeWindow Window(Hashtable table)
    {
        foreach (object key in table.Keys)
        {
            if (!WindowKeys.Contains(Text(key), StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"A freeze window has no '{key}'. Its keys are {string.Join(", ", WindowKeys)}.");
        }

        return new FreezeWindow
        {
            Name = Get<string>(table, "Name") ?? throw new ArgumentException("A freeze window needs a Name, for example @{ Name = 'year-end close'; From = '2026-12-20'; To = '2027-01-04' }."),
            From = Time(table, "From"),
            To = Time(table, "To"),
            Cron = Get<string>(table, "Cron"),
            Duration = Duration(table),
            TimeZone = Get<string>(table, "TimeZone") ?? "UTC",
        };
    }

    /// <summary>Names, and the name that stands for each.</summary>
    public static IReadOnlyDictionary<string, string> Names(Hashtable table) =>
        table.Cast<DictionaryEntry>().ToDictionary(entry => Text(entry.Key), entry => Text(entry.Value), StringComparer.Ordinal);

    /// <summary>Assets, each with its fields and their values.</summary>
    /// <exception cref="ArgumentException">What is given for an asset is no hashtable.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Values(Hashtable table) =>
        table.Cast<DictionaryEntry>().ToDictionary(entry => Text(entry.Key), entry => Fields(Text(entry.Key), entry.Value), StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, JsonElement> Fields(string asset, object? value) => Bare(value) is Hashtable fields
        ? fields.Cast<DictionaryEntry>().ToDictionary(field => Text(field.Key), field => Element(field.Value), StringComparer.Ordinal)
        : throw new ArgumentException($"The values of '{asset}' are a hashtable of fields, for example @{{ '{asset}' = @{{ '/properties/host' = 'db.example.com' }} }}.");

    // A list of one, since text alone would be taken as JSON already.
    private static JsonElement Element(object? value)
    {
        using JsonDocument document = JsonDocument.Parse(PowerShellJson.Write(new[] { value }));
        return document.RootElement[0].Clone();
    }

    private static DateTime? Time(Hashtable table, string key)
    {
        DateTime? time = Get<DateTime?>(table, key);
        // Such a text was converted to the time of this machine, which is not that of the window's zone.
        return time is { Kind: not DateTimeKind.Unspecified } && Bare(Find(table, key)) is string text
            ? throw new ArgumentException($"'{text}' names a zone of its own. {key} of a freeze window is a local time like 2026-12-20T18:00; its zone stands in TimeZone.")
            : time;
    }

    private static TimeSpan? Duration(Hashtable table)
    {
        TimeSpan? duration = Get<TimeSpan?>(table, "Duration");
        return duration is { } span && Bare(Find(table, "Duration")) is string text && SpanText.IsHoursTakenForDays(text, span)
            ? throw new ArgumentException($"'{text}' has more than 23 hours: a Duration of a freeze window has its days before a dot, like 2.12:00:00 for two days and twelve hours.")
            : duration;
    }

    private static object? Find(Hashtable table, string key) =>
        table.Cast<DictionaryEntry>().FirstOrDefault(entry => string.Equals(Text(entry.Key), key, StringComparison.OrdinalIgnoreCase)).Value;

    private static T? Get<T>(Hashtable table, string key)
    {
        object? value = Find(table, key);
        if (Bare(value) is null)
            return default;
        return LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out T converted)
            ? converted
            : throw new ArgumentException($"'{value}' is no {key} of a freeze window: times are written like 2026-12-20T18:00, time spans like 2.12:00:00 for two days and twelve hours.");
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Text(object? value) => Convert.ToString(Bare(value), CultureInfo.InvariantCulture) ?? "";
}
