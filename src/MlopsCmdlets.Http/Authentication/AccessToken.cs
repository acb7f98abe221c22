namespace MlopsCmdlets.Http.Authentication;

/// <summary>What a login returned. Not a record, so that no text form shows the secret.</summary>
/// <param name="headerValue">The whole Authorization header value.</param>
/// <param name="expiresAt">When it ends.</param>
/// <param name="renewAt">When to log in again by this machine's clock; null leaves it to the token source.</param>
public sealed class AccessToken(string headerValue, DateTimeOffset? expiresAt, DateTimeOffset? renewAt = null)
{
    /// <summary>The whole Authorization header value.</summary>
    public string HeaderValue { get; } = headerValue;

    /// <summary>When it ends by this machine's clock; null if unknown, then only a 401 ends it.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public DateTimeOffset? RenewAt { get; } = renewAt;

    public override string ToString() => ExpiresAt is { } end ? $"token until {end:u}" : "token";
}
