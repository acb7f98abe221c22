using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Authentication;

namespace MlopsCmdlets.Benchmarks.Http;

internal sealed class ConstantToken : ITokenSource
{
    public ValueTask<string> GetHeaderValueAsync(IApiTransport transport, CancellationToken cancellationToken) => new("Bearer token");

    public void Invalidate(string headerValue)
    {
    }
}
