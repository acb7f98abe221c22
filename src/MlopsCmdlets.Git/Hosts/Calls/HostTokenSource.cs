using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Authentication;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>Asks the owner for the token whenever it is sent. One that was renewed meanwhile is tried after a refusal; the same one again is final.</summary>
/// <param name="token">Gives the token.</param>
/// <param name="header">Makes the header's value of it.</param>
/// <param name="redactor">Is told every token, so that none is shown.</param>
internal sealed class HostTokenSource(Func<string> token, Func<string, string> header, Redactor redactor) : ITokenSource
{
    public ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken)
    {
        var secret = token();
        redactor.Register(secret);
        return new(header(secret));
    }

    public void Invalidate(string headerValue)
    {
        // Nothing is cached.
    }
}
