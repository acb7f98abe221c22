using System.Text.Json;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>The escape hatch to the whole API, with the same login, retries and errors.</summary>
public sealed class RawClient
{
    private static readonly string[] Replaced = ["Accept", "Content-Type"];
    private readonly CpdContext context;

    internal RawClient(CpdContext context) => this.context = context;

    /// <summary>Sends one request and reads the whole reply (16 MiB at most).</summary>
    public async Task<CpdRawReply> SendAsync(CpdRawRequest request, CancellationToken cancellationToken = default)
    {
        var reply = await context.ReplyAsync(Build(request), request.Path, cancellationToken).ConfigureAwait(false);
        return new CpdRawReply(reply.Status, reply.ContentType, reply.Body, reply.Headers);
    }

    /// <summary>The items of all pages; how the list goes on is seen in its first page.</summary>
    public IAsyncEnumerable<JsonElement> SendPagesAsync(CpdRawRequest request, CancellationToken cancellationToken = default) =>
        context.ItemsAsync(Build(request), PageStyle.Detect, cancellationToken);

    /// <summary>Sends one request and opens the reply as a stream of any length.</summary>
    public Task<CpdDownload> OpenAsync(CpdRawRequest request, CancellationToken cancellationToken = default) =>
        context.OpenAsync(Build(request, accept: "*/*"), request.Path, cancellationToken);

    private static ApiRequest Build(CpdRawRequest request, string accept = "application/json")
    {
        if (!Enum.TryParse<HttpVerb>(request.Method, ignoreCase: true, out var verb) || !Enum.IsDefined(typeof(HttpVerb), verb))
            throw new ArgumentException($"'{request.Method}' is not a method that the API uses.", nameof(request));
        var path = request.Path;
        if (!path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal) || path.IndexOf('#') >= 0)
            throw new ArgumentException($"'{path}' is not a path: it begins with one slash and names no host.", nameof(request));
        var query = new List<KeyValuePair<string, string?>>();
        var mark = path.IndexOf('?');
        if (mark >= 0)
        {
            foreach (var pair in path.Substring(mark + 1).Split(['&'], StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=');
                query.Add(equals < 0
                    ? new(Uri.UnescapeDataString(pair), "")
                    : new(Uri.UnescapeDataString(pair.Substring(0, equals)), Uri.UnescapeDataString(pair.Substring(equals + 1))));
            }

            path = path.Substring(0, mark);
        }

        query.AddRange(request.Query);
        // These two are not added to what is sent anyway but take its place.
        string? Given(string name) => request.Headers.LastOrDefault(header => name.Equals(header.Key, StringComparison.OrdinalIgnoreCase)).Value;
        return new ApiRequest(verb, path)
        {
            Purpose = $"call {verb.ToString().ToUpperInvariant()} {path}",
            Query = query,
            Accept = Given("Accept") ?? accept,
            Headers = [.. request.Headers.Where(header => !Replaced.Contains(header.Key, StringComparer.OrdinalIgnoreCase))],
            Body = request.Content is { } content ? new ApiBody.Raw(content.Open, content.Length, content.MediaType)
                : request.Body is { } body ? new ApiBody.Bytes(body, Given("Content-Type") ?? request.ContentType)
                : null,
        };
    }
}
