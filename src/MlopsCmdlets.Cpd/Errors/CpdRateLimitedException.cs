namespace MlopsCmdlets.Cpd.Errors;

/// <summary>The server asked to slow down, longer than the retry policy waits (429).</summary>
public sealed class CpdRateLimitedException : CpdApiException
{
    internal CpdRateLimitedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>How long the server wants to be left alone, if it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
