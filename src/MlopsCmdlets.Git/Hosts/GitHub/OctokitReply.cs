using System.Net;
using Octokit;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>A reply in the form in which Octokit reads it. Of the headers it needs the links to other pages.</summary>
internal sealed class OctokitReply(int status, object body, string contentType, IReadOnlyDictionary<string, string> headers) : IResponse
{
    public object Body => body;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public ApiInfo ApiInfo { get; } = new(
        headers.TryGetValue("Link", out var links) ? Links(links) : new Dictionary<string, Uri>(StringComparer.Ordinal), [], [], "", new RateLimit(0, 0, 0), TimeSpan.Zero);

    public HttpStatusCode StatusCode => (HttpStatusCode)status;

    public string ContentType => contentType;

    /// <summary><c>&lt;https://host/path?page=2&gt;; rel="next", …</c> (RFC 8288).</summary>
    private static Dictionary<string, Uri> Links(string header)
    {
        var found = new Dictionary<string, Uri>(StringComparer.Ordinal);
        // Not at every comma: an address may hold one.
        foreach (var link in header.Split(['<'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (end, relation) = (link.IndexOf('>'), link.IndexOf("rel=\"", StringComparison.OrdinalIgnoreCase));
            if (end < 0 || relation < end || !Uri.TryCreate(link.Substring(0, end), UriKind.Absolute, out var address))
                continue;
            var name = link.Substring(relation + 5);
            if (name.IndexOf('"') is > 0 and var quote)
                found[name.Substring(0, quote)] = address;
        }

        return found;
    }
}
