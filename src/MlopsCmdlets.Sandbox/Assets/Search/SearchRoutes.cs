using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.Routing;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets.Search;

/// <summary><c>POST /v2/asset_types/{type}/search</c> (reference §5.1). The type <c>asset</c> searches all.</summary>
internal sealed class SearchRoutes : IRouteModule
{
    private const int MaxPage = 200;

    public void Map(RouteTable routes, World world) => routes.Post("/v2/asset_types/{type}/search", SearchAsync);

    private static async Task<IResult> SearchAsync(ApiCall call)
    {
        var container = call.Container(ContainerRole.Viewer);
        var type = call.Route("type");
        call.World.AssetTypes.Require(container, type);
        var body = await call.BodyObjectAsync();
        var query = body.Text("query") ?? throw ApiException.BadRequest("query is required.", "missing_field", "query");
        var parsed = QueryParser.Parse(query);
        var limit = Limit(body);
        var (sort, include) = (body.Text("sort"), body.Text("include"));

        var found = call.World.Assets.In(container)
            .Where(asset => (type == "asset" || asset.Type == type || asset.Entity.ContainsKey(type)) && parsed.Matches(field => AssetFields.Of(container, asset, field)))
            .ToList();
        var sorted = Sort(container, found, sort);
        var start = Position(body.Text("bookmark"), sorted);
        var page = sorted.Skip(start).Take(limit).ToList();

        var answer = new JsonObject
        {
            ["total_rows"] = found.Count,
            ["results"] = new JsonArray([.. page.Select(asset => AssetDocument.Hit(call, container, asset, include == "entity"))]),
        };
        if (start + page.Count < sorted.Count && page.Count > 0)
        {
            var next = new JsonObject { ["query"] = query, ["limit"] = limit, ["bookmark"] = Bookmark(page[^1]) };
            if (sort is not null) next["sort"] = sort;
            if (include is not null) next["include"] = include;
            answer["next"] = next;
        }

        if (body.Array("counts") is not null) answer["counts"] = Counts(container, found, body.Strings("counts"));
        return Reply.Json(answer);
    }

    private static int Limit(JsonObject body)
    {
        if (body.At("limit") is null) return MaxPage;
        return body.Whole("limit") is >= 1 and <= MaxPage and { } limit
            ? (int)limit
            : throw ApiException.BadRequest($"limit must be from 1 to {MaxPage}.", "invalid_field", "limit");
    }

    private static List<Asset> Sort(Container container, List<Asset> assets, string? sort)
    {
        if (sort is null) return assets;
        var descending = sort.StartsWith('-');
        var field = sort.TrimStart('-', '+').Split('<')[0];
        string Key(Asset asset) => AssetFields.Of(container, asset, field).FirstOrDefault() ?? "";
        return descending
            ? [.. assets.OrderByDescending(Key, StringComparer.Ordinal).ThenBy(a => a.Sequence)]
            : [.. assets.OrderBy(Key, StringComparer.Ordinal).ThenBy(a => a.Sequence)];
    }

    private static JsonObject Counts(Container container, List<Asset> assets, IEnumerable<string> fields)
    {
        var counts = new JsonObject();
        foreach (var field in fields)
        {
            var perValue = new JsonObject();
            foreach (var group in assets.SelectMany(a => AssetFields.Of(container, a, field)).GroupBy(v => v)) perValue[group.Key] = group.Count();
            counts[field] = perValue;
        }

        return counts;
    }

    /// <summary>Names the last asset seen, so that the next page follows it although others come or go.</summary>
    private static string Bookmark(Asset last) => "g1AAAA" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{last.Sequence}:{last.Id}"));

    private static int Position(string? bookmark, List<Asset> sorted)
    {
        if (bookmark is null) return 0;
        try
        {
            var parts = bookmark.StartsWith("g1AAAA", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(bookmark.AsSpan(6))).Split(':') : [];
            if (parts.Length == 2 && long.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var sequence))
            {
                var at = sorted.FindIndex(a => a.Id == parts[1]);
                if (at >= 0) return at + 1;

                // It was deleted meanwhile: go on with those that were made after it.
                var after = sorted.FindIndex(a => a.Sequence > sequence);
                return after >= 0 ? after : sorted.Count;
            }
        }
        catch (FormatException)
        {
            // Answered below.
        }

        throw ApiException.BadRequest("The bookmark is not valid.", "invalid_field", "bookmark");
    }
}
