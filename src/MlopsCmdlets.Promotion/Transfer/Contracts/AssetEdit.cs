using System.Text.Json;

namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One change of an asset's document.</summary>
/// <param name="Pointer">
/// JSON pointer into the document: <c>/metadata/tags</c>, <c>/entity/wml_model/software_spec/id</c>,
/// or <c>/attachments/{attachment id}/connection_id</c>.
/// </param>
/// <param name="Value">The new value; undefined removes the member.</param>
public sealed record AssetEdit(string Pointer, JsonElement Value)
{
    /// <summary>Pointer of the tags.</summary>
    public const string TagsPointer = "/metadata/tags";

    /// <summary>Replaces all tags.</summary>
    public static AssetEdit Tags(IEnumerable<string> tags) => new(TagsPointer, Element(writer =>
    {
        writer.WriteStartArray();
        foreach (var tag in tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
    }));

    /// <summary>Sets a text.</summary>
    public static AssetEdit Text(string pointer, string value) => new(pointer, Element(writer => writer.WriteStringValue(value)));

    private static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }
}
