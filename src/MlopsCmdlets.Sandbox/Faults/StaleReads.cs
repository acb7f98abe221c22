using System.Collections.Concurrent;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>
/// Stale reads: the first read of a URL after a change shows what it showed before, the next one the truth. Reads are remembered only while such a rule exists.
/// </summary>
internal sealed class StaleReads(World world)
{
    private const int MaxRemembered = 1024 * 1024;
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);
    private long _changes;
    private FaultRule? _current;

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var rule = world.Faults.Rules.FirstOrDefault(r => r.Kind == FaultKind.StaleRead && !r.Spent);
        if (rule is null)
        {
            await next(http);
            return;
        }

        if (Interlocked.Exchange(ref _current, rule) != rule)
        {
            _remembered.Clear();
            Interlocked.Exchange(ref _changes, 0);
        }

        var (method, path, query) = (http.Request.Method, http.Request.Path.Value ?? "", http.Request.QueryString.Value ?? "");
        if (!HttpMethods.IsGet(method) && !IsSearch(path))
        {
            await next(http);
            if (!IsLogin(path)) Interlocked.Increment(ref _changes);
            return;
        }

        if (!HttpMethods.IsGet(method) || !rule.Concerns(method, path, query))
        {
            await next(http);
            return;
        }

        var changes = Interlocked.Read(ref _changes);
        var known = _remembered.GetValueOrDefault(path + query);
        if (changes > (known?.Changes ?? 0) && (known is not null || Ids.LooksLikeId(path[(path.LastIndexOf('/') + 1)..])) && rule.Take())
        {
            CallContext.SetFault(http, rule);
            _remembered[path + query] = (known ?? Remembered.Nothing) with { Changes = changes };
            if (known?.Body is null) throw ApiException.NotFound("The resource was not found.");
            await Reply.Bytes(known.Body, known.ContentType, 200).ExecuteAsync(http);
            return;
        }

        await RememberAsync(http, next, path + query, changes);
    }

    // Searches are reads, although they are posted; logins change nothing that a read shows.
    private static bool IsSearch(string path) => path.EndsWith("/search", StringComparison.Ordinal) || path.EndsWith("/predictions", StringComparison.Ordinal);

    private static bool IsLogin(string path) => path.EndsWith("/authorize", StringComparison.Ordinal) || path.EndsWith("/identitytoken", StringComparison.Ordinal);

    private async Task RememberAsync(HttpContext http, RequestDelegate next, string key, long changes)
    {
        var original = http.Response.Body;
        using var copy = new MemoryStream();
        var tee = new TeeStream(original, copy, MaxRemembered);
        http.Response.Body = tee;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = original;
        }

        if (http.Response.StatusCode == 200 && !tee.Overflowed) _remembered[key] = new(changes, copy.ToArray(), http.Response.ContentType ?? "application/json");
    }

    private sealed record Remembered(long Changes, byte[]? Body, string ContentType)
    {
        public static Remembered Nothing { get; } = new(0, null, "");
    }
}
