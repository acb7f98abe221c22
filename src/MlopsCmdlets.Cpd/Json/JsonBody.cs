using System.Buffers;
using System.Text.Json;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Json;

/// <summary>Writes request bodies without a model in between.</summary>
internal static class JsonBody
{
    public static ApiBody Object(Action<Utf8JsonWriter> members) => Write(w =>
    {
        w.WriteStartObject();
        members(w);
        w.WriteEndObject();
    });

    public static ApiBody Patch(IEnumerable<CpdPatch> operations) => Write(w =>
    {
        w.WriteStartArray();
        foreach (var operation in operations)
        {
            w.WriteStartObject();
            w.WriteString("op", operation.Operation);
            w.WriteString("path", operation.Path);
            w.Element("value", operation.Value);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });

    public static ApiBody Of(JsonElement element) => Write(element.WriteTo);

    /// <summary>A string member, left out when null.</summary>
    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void Texts(this Utf8JsonWriter writer, string name, IEnumerable<string>? values)
    {
        if (values is null) return;
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    public static void Element(this Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is not { } element) return;
        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }

    public static void Object(this Utf8JsonWriter writer, string name, Action<Utf8JsonWriter> members)
    {
        writer.WriteStartObject(name);
        members(writer);
        writer.WriteEndObject();
    }

    /// <summary>A text as a JSON element, for patch values.</summary>
    public static JsonElement Value(string text) => Parse(w => w.WriteStringValue(text));

    public static JsonElement Value(IEnumerable<string> texts) => Parse(w =>
    {
        w.WriteStartArray();
        foreach (var text in texts) w.WriteStringValue(text);
        w.WriteEndArray();
    });

    public static JsonElement Value(Action<Utf8JsonWriter> members) => Parse(w =>
    {
        w.WriteStartObject();
        members(w);
        w.WriteEndObject();
    });

    /// <summary>The patch of name, description and tags below a prefix. <c>add</c> replaces what is there and creates what is not.</summary>
    public static List<CpdPatch> Operations(CpdChange change, string prefix)
    {
        var operations = new List<CpdPatch>();
        if (change.Name is { } name) operations.Add(new("replace", prefix + "/name", Value(name)));
        if (change.Description is { } description) operations.Add(new("add", prefix + "/description", Value(description)));
        if (change.Tags is { } tags) operations.Add(new("add", prefix + "/tags", Value(tags)));
        return operations;
    }

    private static JsonElement Parse(Action<Utf8JsonWriter> write)
    {
        var bytes = (ApiBody.Bytes)Write(write);
        return JsonSerializer.Deserialize(bytes.Content.Span, CpdJson.Default.JsonElement);
    }

    private static ApiBody Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) write(writer);
        return new ApiBody.Bytes(stream.ToArray(), "application/json");
    }
}
