using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>The edits that make the metadata of one asset like that of another. What belongs to the destination alone, secrets above all, is not touched.</summary>
internal static class InPlaceEdits
{
    private const string Entity = "/entity";

    /// <param name="here">How it has to be.</param>
    /// <param name="there">How it is.</param>
    /// <param name="ids">Puts ids of the destination in the place of those of the source.</param>
    internal static IReadOnlyList<AssetEdit> Between(AssetDocument here, AssetDocument there, IdSubstitution ids)
    {
        var differences = CanonicalMetadata.Differences(CanonicalMetadata.Create(here, ids), CanonicalMetadata.Create(there, IdSubstitution.None));
        var edits = new List<AssetEdit>();
        if (TagList.Missing(here.Header, there.Header).Count > 0 || there.Header.IsSuperseded)
            edits.Add(AssetEdit.Tags(TagList.Travelled(here.Header, there.Header)));
        if (differences.Contains("/metadata/description", StringComparer.Ordinal))
            edits.Add(AssetEdit.Text("/metadata/description", here.Header.Description ?? ""));
        foreach (var pointer in differences.Where(one => one.StartsWith(Entity + "/", StringComparison.Ordinal)).Select(one => Patched(here, there, one)).Distinct(StringComparer.Ordinal))
            edits.Add(new AssetEdit(pointer, Translate(JsonPointer.Find(here.Entity, pointer.Substring(Entity.Length)), ids)));
        if (differences.Any(one => one.StartsWith("/attachments/", StringComparison.Ordinal)))
            edits.AddRange(Remote(here, there, ids));
        return edits;
    }

    /// <summary>True when remote attachments that differ can be edited: there is one on each side, so that it is clear which becomes which.</summary>
    internal static bool CanEditRemote(AssetDocument here, AssetDocument there) =>
        here.Attachments.Count(one => one.IsRemote) == 1 && there.Attachments.Count(one => one.IsRemote) == 1;

    /// <summary>
    /// The deepest place that a patch can set: never inside an array, whose indexes shift, and never below something that is missing.
    /// </summary>
    private static string Patched(AssetDocument here, AssetDocument there, string pointer)
    {
        var parts = pointer.Split('/');
        // "", "entity", the attribute, and at least one member of it.
        for (var length = 4; length < parts.Length; length++)
        {
            var parent = string.Join("/", parts.Take(length));
            if (JsonPointer.Find(here.Entity, parent.Substring(Entity.Length)).ValueKind != JsonValueKind.Object || JsonPointer.Find(there.Entity, parent.Substring(Entity.Length)).ValueKind != JsonValueKind.Object)
                return parent;
        }
        return pointer;
    }

    private static IEnumerable<AssetEdit> Remote(AssetDocument here, AssetDocument there, IdSubstitution ids)
    {
        if (!CanEditRemote(here, there))
            yield break;
        var (from, to) = (here.Attachments.First(one => one.IsRemote), there.Attachments.First(one => one.IsRemote));
        var place = $"/attachments/{CanonicalMetadata.Escape(to.Id)}/";
        if (from.ConnectionId is { } connection && ids.Apply(connection) != to.ConnectionId)
            yield return AssetEdit.Text(place + "connection_id", ids.Apply(connection));
        if (from.ConnectionPath is { } path && path != to.ConnectionPath)
            yield return AssetEdit.Text(place + "connection_path", path);
        if (from.MimeType is { } type && type != to.MimeType)
            yield return AssetEdit.Text(place + "mime", type);
    }

    private static JsonElement Translate(JsonElement value, IdSubstitution ids)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return default;
        using var document = JsonDocument.Parse(Node(value, ids)?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }

    private static JsonNode? Node(JsonElement value, IdSubstitution ids) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(member => new KeyValuePair<string, JsonNode?>(member.Name, Node(member.Value, ids)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(item => Node(item, ids))]),
        JsonValueKind.String => JsonValue.Create(ids.Apply(value.GetString()!)),
        _ => JsonNode.Parse(value.GetRawText()),
    };
}
