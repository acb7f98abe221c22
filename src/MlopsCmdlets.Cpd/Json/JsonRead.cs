using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Cpd.Json;

/// <summary>Tolerant reading: a field that is missing, null or of another type is as if it were not there.</summary>
internal static class JsonRead
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    public static JsonElement? Member(this JsonElement element, string first, string second) => element.Member(first)?.Member(second);

    public static JsonElement? Member(this JsonElement element, string first, string second, string third) =>
        element.Member(first, second)?.Member(third);

    /// <summary>Strings as they are, numbers and Booleans as the JSON text: ids come as both.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.AsText();

    public static string? Text(this JsonElement element, string first, string second) => element.Member(first, second)?.AsText();

    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
        _ => null,
    };

    public static long? Whole(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetInt64(out var n) ? n : value.TryGetDouble(out var d) && Math.Abs(d) < 9e15 ? (long)d : null;
        return long.TryParse(value.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    public static bool Flag(this JsonElement element, string name) => element.Member(name) is { } value
        && (value.ValueKind == JsonValueKind.True || string.Equals(value.AsText(), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>ISO 8601 with or without milliseconds, or epoch milliseconds; always UTC.</summary>
    public static DateTimeOffset? Date(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetInt64(out var ms) && ms is > 0 and < 253402300799999 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
        return DateTimeOffset.TryParse(
            value.AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }

    /// <summary>The strings of an array; one bare string counts as an array of one. Older releases write tags as objects with a <c>value</c>.</summary>
    public static string[] Texts(this JsonElement element, string name)
    {
        if (element.Member(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.AsText() ?? item.Text("value")).OfType<string>()] : [];
    }

    /// <summary>The items of an array member; nothing if it is not an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The id from wherever the service puts it (reference: identifier fields).</summary>
    public static string? Id(this JsonElement document)
    {
        var metadata = document.Member("metadata") ?? document;
        return metadata.Text("id") ?? metadata.Text("asset_id") ?? metadata.Text("guid") ?? document.Text("asset_id") ?? document.Text("id");
    }
}
