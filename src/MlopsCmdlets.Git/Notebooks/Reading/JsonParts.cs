using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>Names and texts of parsed JSON. The library refuses halves of surrogate pairs, which Jupyter writes; here they survive.</summary>
internal static class JsonParts
{
    /// <summary>The name of a property.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            byte[] raw = Encoding.UTF8.GetBytes(property.ToString());
            int end = 1;
            while (raw[end] != (byte)'"')
                end += raw[end] == (byte)'\\' ? 2 : 1;
            return JsonText.Decode(raw, new ByteRange(1, end));
        }
    }

    /// <summary>The text of a string.</summary>
    public static string TextOf(JsonElement value)
    {
        byte[] raw = Encoding.UTF8.GetBytes(value.GetRawText());
        return JsonText.Decode(raw, new ByteRange(1, raw.Length - 1));
    }

    /// <summary>A property of an object, of several the last; null if there is none.</summary>
    public static JsonElement? Find(JsonElement value, string name)
    {
        JsonElement? found = null;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (NameOf(property) == name)
                found = property.Value;
        }

        return found;
    }

    /// <summary>The properties of an object by name.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Ordered(JsonElement value) =>
        value.EnumerateObject().Select(p => (Name: NameOf(p), p.Value)).OrderBy(p => p.Name, StringComparer.Ordinal);
}
