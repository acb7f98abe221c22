using System.Globalization;

namespace MlopsCmdlets.Promotion;

/// <summary>The one text form of a point in time: UTC with seven decimals, for example <c>2026-11-25T16:20:00.0000000Z</c>. Loses nothing and sorts as text.</summary>
public static class CanonicalTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Writes a time.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads a time of exactly that form.</summary>
    public static bool TryRead(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
