namespace MlopsCmdlets.Http.Authentication;

/// <summary>One header value for ever: a bearer token or a ZenApiKey given by the user. A 401 is final.</summary>
public sealed class FixedTokenSource(string headerValue) : ITokenSource
{
    public ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken) => new(headerValue);

    public void Invalidate(string headerValue)
    {
        // There is no other value; the transport sees the same one again and gives up.
    }
}
