namespace MlopsCmdlets.Http.Authentication;

/// <summary>Gives the value of the Authorization header. Implementations are safe for concurrent use.</summary>
public interface ITokenSource
{
    /// <summary>
    /// The header value to send now, "Bearer eyJ…". May log in by sending anonymous requests through <paramref name="transport"/>; what it throws ends the call
    /// and is not retried. Returning the value that was just invalidated means that there is no other.
    /// </summary>
    ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken);

    /// <summary>The server refused this value (401): the next get must not return it from a cache. A value that is no longer the current one is ignored.</summary>
    void Invalidate(string headerValue);
}
