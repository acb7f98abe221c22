using System.Buffers;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace MlopsCmdlets.Sandbox.MachineLearning.Batch;

/// <summary>Tables of batch jobs: a CSV becomes <c>input_data</c>, and the answer becomes a CSV.</summary>
internal static class CsvTable
{
    private static readonly CsvReaderOptions Form = CsvReaderOptions.Default with { MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true };

    /// <summary>The file as an <c>input_data</c> array with one item. Cells stay text, which the model converts; empty ones become null.</summary>
    /// <exception cref="InvalidDataException">It is no CSV, there is no header, or a row has another number of cells.</exception>
    public static JsonDocument ToInputData(byte[] file)
    {
        try
        {
            using var csv = CsvReader.Create(file, Form);
            if (csv.Headers is not { Count: > 0 } header) throw new InvalidDataException("The CSV is empty.");
            return Read(csv, header);
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"The data is not CSV: {error.Message}", error);
        }
    }

    /// <summary>The columns of the input, then those of the predictions; numbers as they stand in the JSON, lists as JSON.</summary>
    public static byte[] FromPredictions(JsonElement inputData, JsonElement predictions)
    {
        var text = new StringBuilder();
        foreach (var (input, prediction, index) in inputData.EnumerateArray().Zip(predictions.EnumerateArray()).Select((pair, i) => (pair.First, pair.Second, i)))
        {
            if (index == 0) Write(text, Cells(input, "fields").Concat(Cells(prediction, "fields")));
            foreach (var (row, scores) in Rows(input).Zip(Rows(prediction))) Write(text, row.Concat(scores));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonDocument Read(CsvReader csv, IReadOnlyList<string> header)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteStartArray("fields");
            foreach (var name in header) writer.WriteStringValue(name.Trim());
            writer.WriteEndArray();
            writer.WriteStartArray("values");
            while (csv.Read())
            {
                if (csv.FieldCount != header.Count) throw new InvalidDataException($"Line {csv.LineNumber} of the CSV has {csv.FieldCount} cells, but the header has {header.Count}.");
                writer.WriteStartArray();
                for (var i = 0; i < header.Count; i++)
                {
                    if (csv.IsEmpty(i)) writer.WriteNullValue();
                    else writer.WriteStringValue(csv.GetString(i));
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    private static void Write(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(c => c.AsSpan().ContainsAny(",\"\r\n") ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)).Append('\n');

    private static IEnumerable<string> Cells(JsonElement item, string name) => item.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(Cell) : [];

    private static IEnumerable<IEnumerable<string>> Rows(JsonElement item) =>
        item.TryGetProperty("values", out var rows) ? rows.EnumerateArray().Select(row => row.EnumerateArray().Select(Cell)) : [];

    private static string Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetRawText(),
    };
}
