using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion;

/// <summary>
/// The one byte form of a JSON value, for hashing: UTF-8 without a mark, no white space, members sorted by their UTF-16 code units, shortest escapes,
/// numbers in the form of ECMAScript. This is RFC 8785, except that numbers keep all the digits that they were written with, so that both frameworks
/// agree on every number (net472 does not print doubles in their shortest form).
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes of a tree made here. Build numbers from integers; fractions from text (<see cref="JsonElement"/>).</summary>
    public static byte[] Write(JsonNode value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString(), new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth + 1 });
        return Write(document.RootElement);
    }

    /// <summary>The canonical bytes of a value that was read with <see cref="StrictJson"/>: an element with duplicate names has no canonical form.</summary>
    public static byte[] Write(JsonElement value)
    {
        var text = new StringBuilder(1024);
        WriteValue(text, value);
        return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text.ToString());
    }

    /// <summary>SHA-256 of the canonical bytes, lower-case hexadecimal.</summary>
    public static string Hash(JsonNode value) => Hash(Write(value));

    /// <summary>SHA-256 of the canonical bytes, lower-case hexadecimal.</summary>
    public static string Hash(JsonElement value) => Hash(Write(value));

    /// <summary>The same value indented, for files that people review. Its hash is that of the canonical form of what is parsed from it.</summary>
    public static string WriteIndented(JsonNode value) => value.ToJsonString(Indented).Replace("\r\n", "\n") + "\n";

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Hash(byte[] bytes)
    {
        using var hash = new Sha256();
        hash.Append(bytes, 0, bytes.Length);
        return hash.Finish();
    }

    private static void WriteValue(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var separator = '{';
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(separator);
                    WriteText(text, member.Name);
                    text.Append(':');
                    WriteValue(text, member.Value);
                    separator = ',';
                }
                text.Append(separator == '{' ? "{}" : "}");
                break;
            case JsonValueKind.Array:
                separator = '[';
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(separator);
                    WriteValue(text, item);
                    separator = ',';
                }
                text.Append(separator == '[' ? "[]" : "]");
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(CanonicalNumber.Of(value.GetRawText()));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null:
                text.Append("null");
                break;
            default:
                throw new ArgumentException("The value is undefined.", nameof(value));
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\t': text.Append("\\t"); break;
                case '\n': text.Append("\\n"); break;
                case '\f': text.Append("\\f"); break;
                case '\r': text.Append("\\r"); break;
                case < ' ': text.Append("\\u00").Append(c < 16 ? '0' : '1').Append("0123456789abcdef"[c & 15]); break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }
}
