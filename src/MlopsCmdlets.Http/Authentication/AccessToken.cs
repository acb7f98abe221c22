namespace MlopsCmdlets.Http.Authentication;

/// <summary>What a login returned. Not a record, so that no text form shows the secret.</summary>
public sealed class AccessToken(string headerValue, DateTimeOffset? expiresAt)
{
    /// <summary>The whole Authorization header value.</summary>
    public string HeaderValue { get; } = headerValue;

    /// <summary>When it ends by this machine's clock; null if unknown, then only a 401 ends it.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public override string ToString() => ExpiresAt is { } end ? $"token until {end:u}" : "token";
}
