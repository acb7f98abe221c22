using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace MlopsCmdlets.Json;

/// <summary>JSON to PowerShell objects and back, alike on both editions: names that differ only in case, big numbers and dates survive.</summary>
internal static class PowerShellJson
{
    private const int MaxDepth = 64;

    /// <summary>Objects become PSCustomObject, arrays object[], whole numbers long, others double or decimal; dates stay text.</summary>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ReadNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>UTF-8 JSON of a hashtable, an object, a list or a simple value. Text is taken as JSON already.</summary>
    /// <exception cref="ArgumentException">The value is nested too deeply, or refers to itself.</exception>
    public static byte[] Write(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, 0);
        return buffer.ToArray();
    }

    private static PSObject ReadObject(JsonElement element)
    {
        var result = new PSObject();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            // PowerShell ignores case in names: the second of two such names keeps its value under a longer one.
            string name = property.Name;
            while (name.Length == 0 || result.Properties[name] is not null)
                name += "_";
            result.Properties.Add(new PSNoteProperty(name, Read(property.Value)));
        }

        return result;
    }

    private static object ReadNumber(JsonElement element) =>
        element.TryGetInt64(out long whole) ? whole
        : element.TryGetDouble(out double number) && !double.IsInfinity(number) ? number
        : element.TryGetDecimal(out decimal exact) ? exact
        : element.GetRawText();

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
            throw new ArgumentException($"The value is nested more than {MaxDepth} levels deep, or refers to itself.");
        PSObject? wrapped = value as PSObject;
        switch (wrapped is null || wrapped.BaseObject is PSCustomObject ? value : wrapped.BaseObject)
        {
            case null or DBNull:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case char c:
                writer.WriteStringValue(c.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                writer.WriteBooleanValue(flag.IsPresent);
                break;
            case byte or sbyte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(wrapped?.BaseObject ?? value, CultureInfo.InvariantCulture));
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime date:
                writer.WriteStringValue(date);
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(date);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case IDictionary dictionary:
                WriteDictionary(writer, dictionary, depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case Enum or Guid or Uri:
                writer.WriteStringValue((wrapped?.BaseObject ?? value)!.ToString());
                break;
            default:
                WriteProperties(writer, wrapped ?? PSObject.AsPSObject(value!), depth);
                break;
        }
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, PSObject value, int depth)
    {
        writer.WriteStartObject();
        foreach (PSPropertyInfo property in value.Properties.Where(p => p.IsGettable))
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value, depth + 1);
        }

        writer.WriteEndObject();
    }
}
