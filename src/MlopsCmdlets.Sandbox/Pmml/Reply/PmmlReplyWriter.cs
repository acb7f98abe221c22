using System.Text.Json;

namespace MlopsCmdlets.Sandbox.Pmml.Reply;

/// <summary>Scores one element of a request's <c>input_data</c> and writes the matching element of the reply's <c>predictions</c>.</summary>
public static class PmmlReplyWriter
{
    /// <summary>Writes <c>{"id":…,"fields":[…],"values":[[…],…]}</c>; <c>id</c> only when the request gave one.</summary>
    /// <param name="writer">Stands where a value may be written.</param>
    /// <param name="model">The model.</param>
    /// <param name="input">An object with <c>values</c>, an array of rows, and optionally <c>fields</c> and <c>id</c>.</param>
    /// <param name="cancellationToken">Looked at every few hundred rows.</param>
    /// <exception cref="PmmlValueException">The element or one of its rows does not fit; nothing of use has been written then.</exception>
    public static void Write(Utf8JsonWriter writer, PmmlModel model, JsonElement input, CancellationToken cancellationToken = default)
    {
        if (input.ValueKind != JsonValueKind.Object) throw new PmmlValueException("input_data", "each element must be an object with 'fields' and 'values'");
        if (!input.TryGetProperty("values", out var rows) || rows.ValueKind != JsonValueKind.Array)
            throw new PmmlValueException("values", "an array of rows is required");

        var scorer = model.CreateScorer(Fields(input));
        var columns = new ScoringColumns(model);
        writer.WriteStartObject();
        if (input.TryGetProperty("id", out var id))
        {
            writer.WritePropertyName("id");
            id.WriteTo(writer);
        }

        writer.WriteStartArray("fields");
        foreach (var name in columns.Names) writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("values");
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            if (index % 256 == 0) cancellationToken.ThrowIfCancellationRequested();
            try
            {
                WriteRow(writer, columns.Values(scorer.Score(row)));
            }
            catch (PmmlValueException e)
            {
                throw e.AtRow(index);
            }

            index++;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string[]? Fields(JsonElement input)
    {
        if (!input.TryGetProperty("fields", out var fields) || fields.ValueKind == JsonValueKind.Null) return null;
        if (fields.ValueKind != JsonValueKind.Array || fields.EnumerateArray().Any(f => f.ValueKind != JsonValueKind.String))
            throw new PmmlValueException("fields", "must be an array of strings");
        return [.. fields.EnumerateArray().Select(f => f.GetString()!)];
    }

    private static void WriteRow(Utf8JsonWriter writer, IReadOnlyList<object?> values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case long whole:
                    writer.WriteNumberValue(whole);
                    break;
                default:
                    writer.WriteNumberValue((double)value);
                    break;
            }
        }

        writer.WriteEndArray();
    }
}
