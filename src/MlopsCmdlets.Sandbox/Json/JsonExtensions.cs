using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.Json;

/// <summary>Reading foreign JSON without trusting its shape: what is absent or of another kind is null.</summary>
internal static class JsonExtensions
{
    private static readonly JsonDocumentOptions StrictDocuments = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">The text is not JSON, or has a duplicate key.</exception>
    public static JsonNode? ParseStrict(string text) => JsonNode.Parse(text, documentOptions: StrictDocuments);

    /// <exception cref="JsonException">The bytes are not JSON, or have a duplicate key.</exception>
    public static JsonNode? ParseStrict(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, documentOptions: StrictDocuments);

    /// <inheritdoc cref="ParseStrict(string)"/>
    public static Task<JsonNode?> ParseStrictAsync(Stream stream, CancellationToken cancellationToken) =>
        JsonNode.ParseAsync(stream, documentOptions: StrictDocuments, cancellationToken: cancellationToken);

    /// <summary>The node at a path of property names, or null.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node is not JsonObject o || !o.TryGetPropertyValue(name, out node)) return null;
        }

        return node;
    }

    /// <summary>The string at a path, or null.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v && v.GetValueKind() == JsonValueKind.String ? v.GetValue<string>() : null;

    /// <summary>The object at a path, or null.</summary>
    public static JsonObject? Object(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    /// <summary>The array at a path, or null.</summary>
    public static JsonArray? Array(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray;

    /// <summary>The boolean at a path, or null.</summary>
    public static bool? Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v ? v.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;

    /// <summary>The number at a path, or null.</summary>
    public static double? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v && v.GetValueKind() == JsonValueKind.Number
            && double.TryParse(v.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The whole number at a path, or null.</summary>
    public static long? Whole(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Number(path) is { } number && number == Math.Floor(number) && Math.Abs(number) < 9e15 ? (long)number : null;

    /// <summary>The strings of the array at a path; empty when there is none.</summary>
    public static IEnumerable<string> Strings(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.Select(item => item.Text()).OfType<string>() ?? [];

    public static JsonArray ToJsonArray(this IEnumerable<string> items)
    {
        var array = new JsonArray();
        foreach (var item in items) array.Add((JsonNode)item);
        return array;
    }

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode> items)
    {
        var array = new JsonArray();
        foreach (var item in items) array.Add(item);
        return array;
    }

    /// <summary>A copy that can be changed or put into another document.</summary>
    public static JsonObject Copy(this JsonObject source) => (JsonObject)source.DeepClone();

    /// <summary>UTC with milliseconds, as spaces, projects, WML and transfers write times.</summary>
    public static string ToMilliseconds(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>UTC without milliseconds, as CAMS writes times.</summary>
    public static string ToSeconds(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
