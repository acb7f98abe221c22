using System.Globalization;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Routing;

namespace MlopsCmdlets.Sandbox.Json;

/// <summary>JSON Patch (RFC 6902), as spaces, CAMS, WML and jobs take it.</summary>
internal static class JsonPatch
{
    /// <summary>A changed copy of the document.</summary>
    /// <exception cref="ApiException">400: an operation is malformed, does not fit the document, or a test failed; the document is unchanged.</exception>
    public static JsonObject Apply(JsonObject document, JsonArray operations)
    {
        var copy = document.Copy();
        foreach (var operation in operations) Apply(copy, operation);
        return copy;
    }

    /// <summary>Refuses operations on anything but these paths and what is below them.</summary>
    /// <exception cref="ApiException">400: another path.</exception>
    public static void RequirePaths(JsonArray operations, IReadOnlyCollection<string> allowed)
    {
        foreach (var operation in operations)
        {
            var path = operation.Text("path") ?? throw Bad("Each operation needs a 'path'.");
            if (!allowed.Any(a => path == a || path.StartsWith(a + "/", StringComparison.Ordinal)))
                throw Bad($"The path '{path}' cannot be patched. Paths that can are {string.Join(", ", allowed)}.");
        }
    }

    private static void Apply(JsonObject document, JsonNode? operation)
    {
        var path = Split(operation.Text("path") ?? throw Bad("Each operation needs a 'path'."));
        switch (operation.Text("op"))
        {
            case "add":
                Set(document, path, Value(operation), insert: true);
                break;
            case "replace":
                Set(document, path, Value(operation), insert: false);
                break;
            case "remove":
                Remove(document, path);
                break;
            case "test":
                if (!JsonNode.DeepEquals(Find(document, path), Value(operation))) throw Bad($"The test of '{operation.Text("path")}' failed.");
                break;
            case "copy":
                Set(document, path, Find(document, Split(From(operation)))?.DeepClone(), insert: true);
                break;
            case "move":
                var from = Split(From(operation));
                var moved = Find(document, from)?.DeepClone();
                Remove(document, from);
                Set(document, path, moved, insert: true);
                break;
            default:
                throw Bad("Each operation needs an 'op' of add, remove, replace, move, copy or test.");
        }
    }

    private static JsonNode? Value(JsonNode? operation) =>
        operation is JsonObject o && o.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw Bad($"The operation on '{operation.Text("path")}' needs a 'value'.");

    private static string From(JsonNode? operation) => operation.Text("from") ?? throw Bad($"The operation on '{operation.Text("path")}' needs a 'from'.");

    private static string[] Split(string path) =>
        path.StartsWith('/')
            ? [.. path[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : throw Bad($"The path '{path}' must begin with a slash.");

    private static void Set(JsonObject document, string[] path, JsonNode? value, bool insert)
    {
        var name = path[^1];
        switch (Parent(document, path))
        {
            case JsonObject o when insert || o.ContainsKey(name):
                o[name] = value;
                break;
            case JsonArray a when insert && name == "-":
                a.Add(value);
                break;
            case JsonArray a when insert:
                a.Insert(Index(a, name, a.Count + 1, path), value);
                break;
            case JsonArray a:
                a[Index(a, name, a.Count, path)] = value;
                break;
            default:
                throw Missing(path);
        }
    }

    private static void Remove(JsonObject document, string[] path)
    {
        switch (Parent(document, path))
        {
            case JsonObject o when o.Remove(path[^1]):
                break;
            case JsonArray a:
                a.RemoveAt(Index(a, path[^1], a.Count, path));
                break;
            default:
                throw Missing(path);
        }
    }

    private static JsonNode? Find(JsonObject document, string[] path) => Parent(document, path) switch
    {
        JsonObject o when o.TryGetPropertyValue(path[^1], out var value) => value,
        JsonArray a => a[Index(a, path[^1], a.Count, path)],
        _ => throw Missing(path),
    };

    private static JsonNode? Parent(JsonObject document, string[] path)
    {
        JsonNode? node = document;
        foreach (var name in path[..^1])
        {
            node = node switch
            {
                JsonObject o when o.TryGetPropertyValue(name, out var child) => child,
                JsonArray a => a[Index(a, name, a.Count, path)],
                _ => throw Missing(path),
            };
        }

        return node;
    }

    private static int Index(JsonArray array, string name, int end, string[] path) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < end ? index : throw Missing(path);

    private static ApiException Missing(string[] path) => Bad($"There is nothing at the path '/{string.Join('/', path)}'.");

    private static ApiException Bad(string message) => ApiException.BadRequest(message, "invalid_json_patch");
}
