using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlopsCmdlets.Benchmarks.Git;

/// <summary>Large notebooks as Jupyter writes them.</summary>
internal static class NotebookFile
{
    private const int TargetBytes = 10_000_000;

    /// <summary>Few cells, whose pictures make up the size.</summary>
    public static byte[] WithPictures(bool changed)
    {
        var random = new Random(1);
        var picture = new byte[75_000];
        return Write(100, (cell, i) =>
        {
            random.NextBytes(picture);
            cell.WriteStartArray("outputs");
            cell.WriteStartObject();
            cell.WriteStartObject("data");
            cell.WriteString("image/png", Convert.ToBase64String(picture));
            cell.WriteEndObject();
            cell.WriteStartObject("metadata");
            cell.WriteEndObject();
            cell.WriteString("output_type", "display_data");
            cell.WriteEndObject();
            cell.WriteEndArray();
            Source(cell, i, 10, changed);
        });
    }

    /// <summary>Very many cells of code.</summary>
    public static byte[] WithCode(bool changed) => Write(TargetBytes / 1_000, (cell, i) =>
    {
        cell.WriteStartArray("outputs");
        cell.WriteEndArray();
        Source(cell, i, 14, changed);
    });

    private static void Source(Utf8JsonWriter cell, int index, int lines, bool changed)
    {
        cell.WriteStartArray("source");
        for (int line = 0; line < lines; line++)
        {
            // Every tenth cell is edited.
            string value = changed && line == 5 && index % 10 == 0 ? "0.2" : "0.4";
            cell.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"feature_{index}_{line} = compute(df['COLUMN_{line}'], size={value})\n"));
        }

        cell.WriteEndArray();
    }

    private static byte[] Write(int cells, Action<Utf8JsonWriter, int> fill)
    {
        using var buffer = new MemoryStream(TargetBytes + 1_000_000);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, IndentSize = 1 }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("cells");
            for (int i = 0; i < cells; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("cell_type", "code");
                writer.WriteNull("execution_count");
                writer.WriteString("id", $"cell-{i.ToString(CultureInfo.InvariantCulture)}");
                writer.WriteStartObject("metadata");
                writer.WriteEndObject();
                fill(writer, i);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteNumber("nbformat", 4);
            writer.WriteNumber("nbformat_minor", 5);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The same notebook before format 4.5: cells have no ids, and content has to match them.</summary>
    public static byte[] WithoutIds(byte[] notebook) =>
        Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(notebook), "\\s*\"id\": \"cell-[0-9]+\",", "").Replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 4", StringComparison.Ordinal));
}
