namespace MlopsCmdlets.Promotion;

/// <summary>Time spans as people write them.</summary>
public static class SpanText
{
    /// <summary>
    /// Whether a text with more than 23 hours was read as so many days: .NET takes <c>48:00:00</c> for 48 days, because hours that are no hours of a day move up
    /// one place.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="span">What it was read as.</param>
    public static bool IsHoursTakenForDays(string text, TimeSpan span) => span.Days > 0 && text.IndexOf('.') < 0 && text.Count(c => c == ':') == 2;
}
