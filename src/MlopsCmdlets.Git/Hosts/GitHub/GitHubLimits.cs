using System.Globalization;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>
/// GitHub's two limits: the hourly quota (403 or 429 with <c>x-ratelimit-remaining: 0</c> and the time when it is full again) and the secondary limit against
/// too many calls at once (403 or 429 with <c>retry-after</c>). Source: GitHub's "Rate limits for the REST API".
/// </summary>
internal static class GitHubLimits
{
    private const string Reset = "x-ratelimit-reset";

    /// <summary>The wait that a reply asks for; null where it asks for none.</summary>
    public static TimeSpan? ReadWait(int status, IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (status is not (403 or 429))
            return null;
        if (headers.TryGetValue("Retry-After", out var after) && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (ResetOf(headers) is not { } reset)
            return null;
        // By the host's own clock, where it tells it; a second more, since both are whole seconds.
        if (headers.TryGetValue("Date", out var date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var there))
            now = there;
        return reset > now ? reset - now + TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(1);
    }

    /// <summary>When the quota that is used up is full again; null when it is not used up.</summary>
    public static DateTimeOffset? ResetOf(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("x-ratelimit-remaining", out var left) && left == "0" && headers.TryGetValue(Reset, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
