using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Authentication;

namespace MlopsCmdlets.Cpd.Login;

/// <summary>A header value that cannot be renewed: a bearer token or a ZenApiKey.</summary>
internal sealed class HeldTokenSource(string headerValue, DateTimeOffset? expiresAt, TimeProvider time) : ITokenSource
{
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public bool IsExpired => ExpiresAt is { } end && time.GetUtcNow() >= end;

    public ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken) =>
        IsExpired ? throw Expired(null) : new ValueTask<string>(headerValue);

    public void Invalidate(string headerValue)
    {
        // There is no other; the transport sees the same value again and reports the 401.
    }

    public CpdTokenExpiredException Expired(Exception? inner) => new(
        ExpiresAt is { } end ? $"The token of this session expired at {end:yyyy-MM-dd HH:mm:ss}Z." : "The server no longer accepts the token of this session.", inner)
    {
        RecommendedAction = "Get a new token and connect again; or connect with a user name and an API key, which renews by itself.",
    };
}
