using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Json;

/// <summary>JSON-Patch (RFC 6902) on JSON documents. All or nothing: the document given is not changed.</summary>
internal static class JsonPatch
{
    /// <exception cref="ApiException">400: an operation is not valid, or does not fit the document.</exception>
    /// <param name="document">What to patch; stays as it is.</param>
    /// <param name="operations">The patch.</param>
    /// <param name="allowed">Says which paths may be changed; null allows all.</param>
    public static JsonObject Apply(JsonObject document, JsonArray operations, Func<string, bool>? allowed = null)
    {
        var result = document.Copy();
        foreach (var operation in operations)
        {
            var name = operation.Text("op") ?? throw Bad("Each operation needs 'op'.");
            var path = operation.Text("path") ?? throw Bad("Each operation needs 'path'.");
            if (name != "test" && allowed is not null && !allowed(path)) throw Bad($"The path '{path}' cannot be changed.");
            var value = operation is JsonObject o && o.ContainsKey("value") ? o["value"] : null;
            switch (name)
            {
                case "add":
                case "replace":
                    if (operation is not JsonObject given || !given.ContainsKey("value")) throw Bad($"'{name}' needs 'value'.");
                    Set(result, path, value?.DeepClone(), replace: name == "replace");
                    break;
                case "remove":
                    Remove(result, path);
                    break;
                case "move":
                    var moved = Find(result, From(operation))?.DeepClone();
                    Remove(result, From(operation));
                    Set(result, path, moved, replace: false);
                    break;
                case "copy":
                    Set(result, path, Find(result, From(operation))?.DeepClone(), replace: false);
                    break;
                case "test":
                    if (!JsonNode.DeepEquals(Find(result, path), value)) throw Bad($"The test of '{path}' failed.");
                    break;
                default:
                    throw Bad($"'{name}' is not an operation.");
            }
        }

        return result;
    }

    private static string From(JsonNode? operation) => operation.Text("from") ?? throw Bad("'move' and 'copy' need 'from'.");

    private static ApiException Bad(string message) => ApiException.BadRequest(message, "invalid_json_patch");

    private static string[] Split(string path) => path.StartsWith('/')
        ? [.. path[1..].Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
        : throw Bad($"The path '{path}' must start with '/'.");

    private static JsonNode? Find(JsonNode root, string path)
    {
        JsonNode? node = root;
        foreach (var part in Split(path)) node = Child(node, part, path);
        return node;
    }

    private static JsonNode? Child(JsonNode? node, string part, string path) => node switch
    {
        JsonObject o when o.TryGetPropertyValue(part, out var child) => child,
        JsonArray a when Index(part, a.Count - 1) is { } index => a[index],
        _ => throw Bad($"There is nothing at '{path}'."),
    };

    private static int? Index(string part, int most) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most ? index : null;

    private static (JsonNode Parent, string Last) Locate(JsonObject root, string path)
    {
        var parts = Split(path);
        JsonNode? node = root;
        foreach (var part in parts[..^1]) node = Child(node, part, path);
        return (node ?? throw Bad($"There is nothing at '{path}'."), parts[^1]);
    }

    private static void Set(JsonObject root, string path, JsonNode? value, bool replace)
    {
        var (parent, last) = Locate(root, path);
        switch (parent)
        {
            // Services take a replace of an absent property as an add, and clients rely on it.
            case JsonObject o:
                o[last] = value;
                break;
            case JsonArray a when !replace && last == "-":
                a.Add(value);
                break;
            case JsonArray a when !replace && Index(last, a.Count) is { } at:
                a.Insert(at, value);
                break;
            case JsonArray a when replace && Index(last, a.Count - 1) is { } at:
                a[at] = value;
                break;
            default:
                throw Bad($"There is nothing at '{path}'.");
        }
    }

    private static void Remove(JsonObject root, string path)
    {
        var (parent, last) = Locate(root, path);
        switch (parent)
        {
            case JsonObject o when o.Remove(last):
                break;
            case JsonArray a when Index(last, a.Count - 1) is { } at:
                a.RemoveAt(at);
                break;
            default:
                throw Bad($"There is nothing at '{path}'.");
        }
    }
}
