using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlopsCmdlets.Cpd.Calls;
using MlopsCmdlets.Http;
using MlopsCmdlets.Http.Errors;
using MlopsCmdlets.Http.Requests;
using MlopsCmdlets.Http.Security;

namespace MlopsCmdlets.Cpd.Tests.Support;

/// <summary>A transport with scripted replies, made from the API reference. An unscripted call fails the test.</summary>
internal sealed class FakeCluster : IApiTransport
{
    private readonly Dictionary<string, Queue<Func<ApiRequest, FakeReply>>> script = new(StringComparer.Ordinal);

    public Uri Origin { get; } = new("https://cpd.example.com/");

    public List<ApiRequest> Requests { get; } = [];

    public InstantTime Time { get; } = new();

    public CpdClient Client(string? release = null, Func<Uri, IApiTransport>? foreign = null) =>
        new(new CpdContext(this, null, new ReleaseRules(Models.CpdRelease.TryParse(release)), Time) { ForeignTransport = foreign });

    /// <summary>Replies to "GET /path" in order; the last one stays.</summary>
    public FakeCluster On(string call, params FakeReply[] replies) => On(call, replies.Select(r => (Func<ApiRequest, FakeReply>)(_ => r)).ToArray());

    public FakeCluster On(string call, params Func<ApiRequest, FakeReply>[] replies)
    {
        script[call] = new Queue<Func<ApiRequest, FakeReply>>(replies);
        return this;
    }

    public IEnumerable<ApiRequest> Sent(string call) => Requests.Where(r => Name(r) == call);

    public async Task<T?> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (reply.Body.IsEmpty) return default;
        try
        {
            return JsonSerializer.Deserialize(reply.Body.Span, type);
        }
        catch (JsonException e)
        {
            var text = Encoding.UTF8.GetString(reply.Body.ToArray());
            throw new ApiNotJsonException("the reply is not JSON.", CallOf(request), reply.Status, reply.ContentType, text, e) { IsHtml = text.StartsWith("<", StringComparison.Ordinal) };
        }
    }

    public Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(request);
        if (!script.TryGetValue(Name(request), out var replies)) throw new InvalidOperationException($"Unscripted call: {Name(request)}");
        var next = replies.Count > 1 ? replies.Dequeue() : replies.Peek();
        var reply = next(request);
        if (reply.Failure is { } failure) throw failure(CallOf(request));
        return reply.Status < 400
            ? Task.FromResult(new ApiReply(reply.Status, reply.ContentType, reply.Bytes, reply.Headers))
            : throw new ApiStatusException(CallOf(request), reply.Status, reply.ContentType, reply.Bytes, reply.Headers, new Redactor(), reply.RetryAfter);
    }

    public async Task<ApiDownload> DownloadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new ApiDownload(new MemoryStream(reply.Body.ToArray()), reply.Body.Length, reply.ContentType, reply.Status, null);
    }

    public void Dispose()
    {
    }

    private static string Name(ApiRequest request) => $"{request.Method.ToString().ToUpperInvariant()} {request.Path}";

    private static ApiCall CallOf(ApiRequest request) => new(request.Method, request.Path, request.Purpose, 1);
}
