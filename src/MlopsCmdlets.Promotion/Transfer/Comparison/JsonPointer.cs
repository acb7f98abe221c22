using System.Globalization;
using System.Text.Json;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Looks values up by JSON pointer (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The value, or undefined when there is none.</summary>
    internal static JsonElement Find(JsonElement root, string pointer)
    {
        foreach (var part in Parts(pointer))
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(part, out var member))
                root = member;
            else if (root.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < root.GetArrayLength())
                root = root[index];
            else
                return default;
        }
        return root;
    }

    /// <summary>The names and indexes that a pointer consists of, unescaped.</summary>
    internal static string[] Parts(string pointer) => [.. pointer.Split('/').Skip(1).Select(part => part.Replace("~1", "/").Replace("~0", "~"))];
}
