using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>
/// All paging styles. Only the token is taken from a reply, never a URL, since links can name hosts that are unreachable from here.
/// A token that comes again, or pages without end, is an error and not a loop.
/// </summary>
internal static class Pager
{
    internal const int MaximumPages = 20_000;
    private const int MaximumEmptyPages = 20;
    private static readonly string[] ItemNames = ["resources", "results", "catalogs", "members", "pipelines", "runs", "items"];

    public static async IAsyncEnumerable<JsonElement> ItemsAsync(
        CpdContext context, ApiRequest first, PageStyle style, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var request = first;
        long taken = 0;
        var empty = 0;
        for (var page = 1; ; page++)
        {
            if (page > MaximumPages) throw Broken(first, $"there are more than {MaximumPages} pages");
            var reply = await context.JsonAsync(request, null, cancellationToken).ConfigureAwait(false);
            var count = 0;
            foreach (var item in ItemsOf(reply))
            {
                count++;
                yield return item;
            }

            taken += count;
            empty = count == 0 ? empty + 1 : 0;
            if (style == PageStyle.Detect) style = Detect(reply, request);
            var next = Next(style, reply, request, count, taken);
            if (next is null) yield break;
            if (empty >= MaximumEmptyPages) throw Broken(first, $"{MaximumEmptyPages} pages in a row were empty and still named a next one");
            if (!seen.Add(next.Value.Token)) throw Broken(first, "a page names a next page that was read already");
            request = next.Value.Request;
        }
    }

    /// <summary>The list in a reply: a bare array, or the member that holds it.</summary>
    internal static IEnumerable<JsonElement> ItemsOf(JsonElement reply)
    {
        if (reply.ValueKind == JsonValueKind.Array) return reply.EnumerateArray();
        foreach (var name in ItemNames)
            if (reply.Member(name) is { ValueKind: JsonValueKind.Array } array) return array.EnumerateArray();
        return [];
    }

    internal static bool IsList(JsonElement reply) => reply.ValueKind == JsonValueKind.Array
        || Array.Exists(ItemNames, name => reply.Member(name) is { ValueKind: JsonValueKind.Array });

    internal static PageStyle Detect(JsonElement reply, ApiRequest request)
    {
        if (reply.Member("next") is { } next)
        {
            if (next.Member("href") is not null) return PageStyle.HrefToken;
            return next.ValueKind == JsonValueKind.Object && request.Method == HttpVerb.Post ? PageStyle.ObjectCursor : PageStyle.OpaqueCursor;
        }

        if (PageToken(reply) is not null) return PageStyle.PageToken;
        if (reply.Member("bookmark") is not null) return PageStyle.Bookmark;
        var offset = request.Query.Any(p => p.Key == "offset") || reply.Member("offset") is not null;
        return offset && reply.Member("total_count") is not null ? PageStyle.Offset : PageStyle.Whole;
    }

    private static (ApiRequest Request, string Token)? Next(PageStyle style, JsonElement reply, ApiRequest request, int count, long taken)
    {
        switch (style)
        {
            case PageStyle.HrefToken:
                // "invalid" is how some services say that this was the last page.
                return Parameter(reply.Text("next", "href"), "start") is { Length: > 0 } start && start != "invalid"
                    ? (request.With("start", start), start)
                    : null;
            case PageStyle.ObjectCursor:
                return reply.Member("next") is { ValueKind: JsonValueKind.Object } cursor
                    ? (request with { Body = JsonBody.Of(cursor) }, cursor.GetRawText())
                    : null;
            case PageStyle.OpaqueCursor:
                if (reply.Member("next") is not { } next) return null;
                var value = next.AsText() ?? next.GetRawText();
                return value.Length == 0 ? null : (request.With("next", value), value);
            case PageStyle.PageToken:
                return PageToken(reply) is { Length: > 0 } token ? (request.With("page_token", token), token) : null;
            case PageStyle.Bookmark:
                return NextProjects(reply, request, count, taken);
            case PageStyle.Offset:
                return count > 0 && reply.Whole("total_count") is { } total && taken < total ? Numbered("offset", request, taken) : null;
            default:
                return null;
        }
    }

    private static (ApiRequest Request, string Token)? NextProjects(JsonElement reply, ApiRequest request, int count, long taken)
    {
        if (count == 0 || (reply.Whole("total_results") is { } total && taken >= total)) return null;
        if (reply.Text("bookmark") is { Length: > 0 } bookmark) return bookmark == "nil" ? null : (request.With("bookmark", bookmark), bookmark);
        return reply.Whole("total_results") is null ? null : Numbered("skip", request, taken);
    }

    private static (ApiRequest Request, string Token) Numbered(string name, ApiRequest request, long taken)
    {
        var number = taken.ToString(CultureInfo.InvariantCulture);
        return (request.With(name, number), number);
    }

    private static string? PageToken(JsonElement reply) => reply.Text("next_page_token") ?? reply.Text("nextPageToken");

    /// <summary>A query value out of a link of any form: relative, absolute, or with the host of another network.</summary>
    internal static string? Parameter(string? href, string name)
    {
        var mark = href?.IndexOf('?') ?? -1;
        if (mark < 0) return null;
        var query = href!.Substring(mark + 1);
        var hash = query.IndexOf('#');
        if (hash >= 0) query = query.Substring(0, hash);
        foreach (var pair in query.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && pair.Substring(0, equals) == name) return Uri.UnescapeDataString(pair.Substring(equals + 1));
        }

        return null;
    }

    private static CpdInvalidReplyException Broken(ApiRequest request, string what) =>
        new($"Could not {request.Purpose}: {what}.")
        {
            Target = request.Path,
            RecommendedAction = "Try again; if it stays, the service's paging is broken: narrow the list, and report it with the release.",
        };
}
