using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Assets.Search;

/// <summary>The values that a query's field names stand for: <c>asset.…</c> for metadata, <c>&lt;type&gt;.…</c> for attributes.</summary>
internal static class AssetFields
{
    public static IEnumerable<string> Of(Container container, Asset asset, string? field)
    {
        if (field is null) return [asset.Name, asset.Description, .. asset.Tags];
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        var (head, rest) = dot < 0 ? ("asset", field) : (field[..dot], field[(dot + 1)..]);
        return head is "asset" or "metadata" ? OfMetadata(container, asset, rest) : Values(asset.Entity.At(head), rest);
    }

    private static IEnumerable<string> OfMetadata(Container container, Asset asset, string name) => name switch
    {
        "name" => [asset.Name],
        "description" => asset.Description.Length > 0 ? [asset.Description] : [],
        "tags" => asset.Tags,
        "asset_type" => [asset.Type],
        "asset_id" => [asset.Id],
        "owner_id" => [asset.OwnerId],
        "size" => [asset.Size.ToString(CultureInfo.InvariantCulture)],
        "asset_state" => ["available"],
        _ => Values(AssetDocument.Metadata(container, asset), name),
    };

    private static IEnumerable<string> Values(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.EndsWith("[]", StringComparison.Ordinal) ? part[..^2] : part;
            node = node switch
            {
                JsonObject o => o[name],
                JsonArray a => new JsonArray([.. a.Select(item => item.At(name)?.DeepClone())]),
                _ => null,
            };
        }

        return Leaves(node);
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array.SelectMany(Leaves),
        JsonObject o => o.SelectMany(pair => Leaves(pair.Value)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [node.ToJsonString()],
    };
}
