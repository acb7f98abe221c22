using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace MlopsCmdlets.Sandbox.Routing;

/// <summary>Paging by opaque tokens. A token names the last item seen, so that items which come or go meanwhile neither repeat nor hide others.</summary>
internal static class Paging
{
    /// <summary>The token for what follows the item with this sequence number.</summary>
    public static string Token(long sequence) => "g2w" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"after:{sequence:x16}"));

    /// <summary>The sequence number in a token; null when it is not one of ours.</summary>
    public static long? Sequence(string token)
    {
        if (!token.StartsWith("g2w", StringComparison.Ordinal)) return null;
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan(3)));
            return text.StartsWith("after:", StringComparison.Ordinal)
                && long.TryParse(text.AsSpan(6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The list form of spaces, members, transfers, connections and WML: <c>first.href</c>, <c>next.href</c>, <c>limit</c>, <c>resources[]</c>, <c>total_count</c> on demand.</summary>
    /// <param name="call">Gives <c>limit</c>, <c>start</c> and <c>total_count</c>.</param>
    /// <param name="items">All items that match the other filters, by ascending sequence number.</param>
    /// <param name="sequence">The sequence number of an item.</param>
    /// <param name="document">The document of an item.</param>
    /// <param name="alwaysCount">Give <c>total_count</c> unasked.</param>
    public static JsonObject List<T>(ApiCall call, IReadOnlyList<T> items, Func<T, long> sequence, Func<T, JsonNode> document, bool alwaysCount = false)
    {
        var limit = call.QueryNumber("limit", 100, 1, 200);
        var after = long.MinValue;
        if (call.Query("start") is { } start)
            after = Sequence(start) ?? throw ApiException.BadParameter("start", $"The paging token '{start}' is not valid.");

        var rest = items.Where(item => sequence(item) > after).Take(limit + 1).ToList();
        var page = new JsonObject { ["first"] = new JsonObject { ["href"] = call.PagingLink(Link(call, limit, start: null)) }, ["limit"] = limit };
        if (rest.Count > limit)
        {
            rest.RemoveAt(limit);
            page["next"] = new JsonObject { ["href"] = call.PagingLink(Link(call, limit, Token(sequence(rest[^1])))) };
        }

        page["resources"] = new JsonArray([.. rest.Select(document)]);
        if (alwaysCount || call.QueryFlag("total_count")) page["total_count"] = items.Count;
        return page;
    }

    private static string Link(ApiCall call, int limit, string? start)
    {
        var path = call.Http.Request.Path.ToUriComponent();
        var query = call.Http.Request.Query
            .Where(pair => pair.Key is not ("start" or "limit"))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0]))
            .Append(KeyValuePair.Create("limit", (string?)limit.ToString(CultureInfo.InvariantCulture)));
        if (start is not null) query = query.Append(KeyValuePair.Create("start", (string?)start));
        return QueryHelpers.AddQueryString(path, query);
    }
}
