using System.Text;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Requests;
using Octokit;
using Octokit.Internal;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>
/// Octokit on the one HTTP stack: its retries, proxy, private authorities, clock, time limits and redaction hold for it too. Links to further pages are followed
/// by path only: the token goes nowhere else, and a host that names itself differently inside does not matter.
/// </summary>
internal sealed class OctokitHttp(IApiTransport transport, Uri host) : IHttpClient
{
    private const string Json = "application/json";
    private const string ApiVersion = "2022-11-28";

    private readonly AsyncLocal<OctokitCall?> _call = new();

    /// <summary>Set inside an asynchronous method, it holds until that method returns.</summary>
    public void Begin(OctokitCall call) => _call.Value = call;

    public async Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
    {
        var call = _call.Value ?? throw new InvalidOperationException("Octokit is used outside of a call.");
        var uri = new Uri(request.BaseAddress, request.Endpoint);
        var reply = await transport.SendAsync(
            new ApiRequest(VerbOf(request.Method), uri.AbsolutePath)
            {
                Query = QueryOf(uri),
                Headers = [new("X-GitHub-Api-Version", ApiVersion)],
                Accept = request.Headers.TryGetValue("Accept", out var accept) ? accept : Json,
                Body = request.Body is string text ? new ApiBody.Bytes(Encoding.UTF8.GetBytes(text), Json) : null,
                Retry = call.Retry,
                Purpose = call.Action,
            },
            call.CancellationToken).ConfigureAwait(false);
        if (reply.Body.Length > 0 && reply.ContentType != Json)
        {
            throw new GitHostInvalidReplyException(
                new GitHostFailure(host, call.Action) { Status = reply.Status }, "the answer is not JSON: something else lives at this address, or a proxy answered.");
        }

        object body = Encoding.UTF8.GetString(reply.Body.ToArray());
        return new OctokitReply(reply.Status, preprocessResponseBody is null ? body : preprocessResponseBody(body), reply.ContentType, reply.Headers);
    }

    public void SetRequestTimeout(TimeSpan timeout)
    {
        // Time limits are the transport's.
    }

    public void Dispose() => transport.Dispose();

    private static HttpVerb VerbOf(HttpMethod method) => method.Method switch
    {
        "GET" => HttpVerb.Get,
        "POST" => HttpVerb.Post,
        "PUT" => HttpVerb.Put,
        "PATCH" => HttpVerb.Patch,
        "DELETE" => HttpVerb.Delete,
        var other => throw new NotSupportedException($"Octokit sends {other}."),
    };

    private static KeyValuePair<string, string?>[] QueryOf(Uri uri) =>
    [
        .. uri.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries).Select(pair =>
        {
            var at = pair.IndexOf('=');
            return at < 0
                ? new KeyValuePair<string, string?>(Decode(pair), "")
                : new KeyValuePair<string, string?>(Decode(pair.Substring(0, at)), Decode(pair.Substring(at + 1)));
        }),
    ];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
