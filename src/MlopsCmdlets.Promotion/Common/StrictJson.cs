using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Promotion;

/// <summary>
/// Reads JSON that others may have written or changed: refuses duplicate names, more than 32 levels, more than 16 MiB, invalid UTF-8 and everything that is
/// not JSON, each with the place. Unknown and missing fields are refused by <see cref="JsonFields"/>.
/// </summary>
public static class StrictJson
{
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 32;

    /// <summary>Largest document.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Reads a document whose root is an object.</summary>
    /// <param name="utf8">Its bytes; a byte order mark is skipped.</param>
    /// <param name="document">What it is, for messages: "The {document} cannot be used: …".</param>
    /// <exception cref="MalformedDocumentException">It is not what it has to be.</exception>
    public static T Read<T>(byte[] utf8, string document, Func<JsonFields, T> read)
    {
        var root = Parse(utf8, document);
        return root.ValueKind == JsonValueKind.Object
            ? JsonFields.Read(root, document, "$", read)
            : throw new MalformedDocumentException(document, "$", "it has to be a JSON object");
    }

    /// <summary>Reads a document as it is.</summary>
    /// <exception cref="MalformedDocumentException">It is not JSON, too large, too deep, or has duplicate names.</exception>
    public static JsonElement Parse(byte[] utf8, string document)
    {
        if (utf8.Length > MaxBytes)
            throw new MalformedDocumentException(document, "$", $"it has {utf8.Length} bytes, more than {MaxBytes}");
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new MalformedDocumentException(document, "$", "it is UTF-16; save it as UTF-8");
        var bytes = utf8 is [0xEF, 0xBB, 0xBF, ..] ? new ReadOnlyMemory<byte>(utf8, 3, utf8.Length - 3) : utf8;
        var place = new JsonPlace();
        try
        {
            Check(bytes.Span, document, place);
            using var parsed = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return parsed.RootElement.Clone();
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $", line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
            throw new MalformedDocumentException(document, place.ToString(), $"it is not JSON{where}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or DecoderFallbackException)
        {
            // Escapes of half a surrogate pair, invalid UTF-8, and numbers beyond all bounds.
            throw new MalformedDocumentException(document, place.ToString(), "it holds a text or a number that is not valid", e);
        }
    }

    private static void Check(ReadOnlySpan<byte> utf8, string document, JsonPlace place)
    {
        // One level more than allowed, so that the message is ours and has the place.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    place.BeginValue();
                    if (reader.CurrentDepth >= MaxDepth)
                        throw new MalformedDocumentException(document, place.ToString(), $"it is nested more than {MaxDepth} levels deep");
                    place.Enter(isObject: reader.TokenType == JsonTokenType.StartObject);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    place.Leave();
                    break;
                case JsonTokenType.PropertyName:
                    if (!place.Name(reader.GetString()!))
                        throw new MalformedDocumentException(document, place.ToString(), "the name is there twice");
                    break;
                case JsonTokenType.String:
                    place.BeginValue();
                    reader.GetString();
                    break;
                case JsonTokenType.Number:
                    place.BeginValue();
                    CanonicalNumber.Of(Encoding.ASCII.GetString(reader.ValueSpan.ToArray()));
                    break;
                default:
                    place.BeginValue();
                    break;
            }
        }
    }
}
