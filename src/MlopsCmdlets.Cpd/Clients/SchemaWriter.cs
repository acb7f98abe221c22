using System.Text.Json;
using MlopsCmdlets.Cpd.Json;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Clients;

/// <summary>The <c>schemas</c> member of models and functions.</summary>
internal static class SchemaWriter
{
    public static void Write(Utf8JsonWriter w, IReadOnlyList<CpdSchemaField>? input, IReadOnlyList<CpdSchemaField>? output)
    {
        if (input is null && output is null) return;
        w.Object("schemas", s =>
        {
            Direction(s, "input", input);
            Direction(s, "output", output);
        });
    }

    private static void Direction(Utf8JsonWriter w, string name, IReadOnlyList<CpdSchemaField>? fields)
    {
        w.WriteStartArray(name);
        if (fields is { Count: > 0 })
        {
            w.WriteStartObject();
            w.WriteString("id", "1");
            w.WriteStartArray("fields");
            foreach (var field in fields)
            {
                w.WriteStartObject();
                w.WriteString("name", field.Name);
                w.WriteString("type", field.Type);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }
}
