namespace MlopsCmdlets.Http.Options;

/// <summary>When and how often a call is repeated. Transient are 408, 429, 500, 502, 503, 504, a lost or refused connection and a time-out of one attempt.</summary>
public sealed record RetryOptions
{
    /// <summary>Attempts in all, the first included; 1 switches repeating off.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The first delay, about; later ones grow exponentially, with jitter.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A server that asks for a longer wait (Retry-After) is not waited for: the call fails and says how long it asked for. Asked anew at each such reply.</summary>
    public Func<TimeSpan> MaxRetryAfter { get; init; } = static () => TimeSpan.FromSeconds(120);

    /// <summary>
    /// Reads a wait that this server asks for in its own way, from status, headers and this machine's clock; null where it asks for none. A reply that asks for one
    /// counts as turned away unseen, whatever its status: it is waited for like Retry-After, and a POST is sent again too. Null reads Retry-After only.
    /// </summary>
    public Func<int, IReadOnlyDictionary<string, string>, DateTimeOffset, TimeSpan?>? ReadWait { get; init; }

    /// <summary>Tokens of the connection's retry quota: a retry takes 5 (10 after a time-out), a success gives back. An empty quota means no retries.</summary>
    public int Quota { get; init; } = 500;
}
