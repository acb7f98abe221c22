using System.Globalization;

namespace MlopsCmdlets.Http.Sending;

/// <summary>The Retry-After header in both its forms, RFC 9110 section 10.2.3.</summary>
internal static class RetryAfter
{
    /// <summary>The wait, zero if its date has passed, null if there is none. A date is measured from the server's own Date, so that clocks may differ.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        if (!response.Headers.TryGetValues("Retry-After", out var values))
            return null;
        var text = string.Concat(values).Trim();
        if (text.Length > 0 && text.All(c => c is >= '0' and <= '9'))
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.FromSeconds(int.MaxValue);
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        var wait = date - (response.Headers.Date ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
