using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>A scoring request in a file: <c>{"input_data":[{"fields":[…],"values":[[…],…]}]}</c>.</summary>
public sealed class ScoringDocument
{
    private readonly IReadOnlyList<InputRow>? _rows;

    private ScoringDocument(ReadOnlyMemory<byte> content, IReadOnlyList<InputRow>? rows, ReadOnlyMemory<byte> furtherMembers)
    {
        Content = content;
        _rows = rows;
        FurtherMembers = furtherMembers;
    }

    /// <summary>The document in UTF-8.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Whether it is a table of named columns; what is not can only be sent as it is.</summary>
    public bool IsTable => _rows is not null;

    /// <summary>The rows of a table; none otherwise.</summary>
    public IReadOnlyList<InputRow> Rows => _rows ?? [];

    /// <summary>What it has beside <c>input_data</c>; see <see cref="ScoringRequestWriter.Complete"/>.</summary>
    public ReadOnlyMemory<byte> FurtherMembers { get; }

    /// <summary>Whether a file begins like JSON.</summary>
    public static bool IsJson(string path)
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return true;
        using FileStream file = StrictText.OpenFile(path);
        using var text = new StreamReader(file);
        int next;
        while ((next = text.Read()) >= 0 && char.IsWhiteSpace((char)next))
        {
            // Blanks before the first character say nothing.
        }

        return next is '{' or '[';
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ScoringFileException">It is not JSON, or has no <c>input_data</c>.</exception>
    public static ScoringDocument Read(string path, Encoding? encoding = null)
    {
        string text = ReadText(path, encoding);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("input_data", out JsonElement input) || input.ValueKind != JsonValueKind.Array)
                throw new ScoringFileException(path, "the file has no 'input_data'. A scoring request is {\"input_data\":[{\"fields\":[…],\"values\":[[…],…]}]}.");
            List<InputRow>? rows = Table(path, input);
            if (rows is { Count: 0 })
                throw new ScoringFileException(path, "'input_data' has no rows.");
            return new ScoringDocument(Encoding.UTF8.GetBytes(text), rows, Further(document.RootElement));
        }
        catch (JsonException e)
        {
            throw new ScoringFileException(path, $"the file is not valid JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
    }

    private static string ReadText(string path, Encoding? encoding)
    {
        using FileStream file = StrictText.OpenFile(path);
        using StreamReader text = StrictText.Open(file, StrictText.Strict(encoding ?? Encoding.UTF8), bufferSize: 64 * 1024);
        try
        {
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            (long offset, long line) = StrictText.FirstInvalid(path, text.CurrentEncoding) ?? (file.Length, 1);
            throw new ScoringFileException(path, $"line {line} has bytes that are not valid {text.CurrentEncoding.WebName}, first at byte {offset}. Give the file's encoding with -Encoding.", e);
        }
    }

    private static List<InputRow>? Table(string path, JsonElement input)
    {
        var rows = new List<InputRow>();
        RowColumns? columns = null;
        foreach (JsonElement block in input.EnumerateArray())
        {
            if (block.ValueKind != JsonValueKind.Object || !block.TryGetProperty("fields", out JsonElement fields) || fields.ValueKind != JsonValueKind.Array
                || !block.TryGetProperty("values", out JsonElement values) || values.ValueKind != JsonValueKind.Array)
                return null;
            string[] names = [.. fields.EnumerateArray().Select(f => f.ToString())];
            if (columns is not null && !columns.Names.SequenceEqual(names, StringComparer.Ordinal))
                return null;
            columns ??= Columns(path, names);
            foreach (JsonElement row in values.EnumerateArray())
            {
                if (row.ValueKind != JsonValueKind.Array)
                    return null;
                if (row.GetArrayLength() != names.Length)
                    throw new ScoringFileException(path, $"row {rows.Count + 1} has {row.GetArrayLength()} values for {names.Length} fields.");
                rows.Add(new InputRow(columns, [.. row.EnumerateArray().Select(Value)], rows.Count + 1));
            }
        }

        return rows;
    }

    private static RowColumns Columns(string path, string[] names)
    {
        try
        {
            return new RowColumns(names);
        }
        catch (ArgumentException e)
        {
            throw new ScoringFileException(path, e.Message, e);
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
        _ => element.Clone(),
    };

    private static ReadOnlyMemory<byte> Further(JsonElement root)
    {
        string members = string.Join(",", root.EnumerateObject().Where(m => m.Name != "input_data").Select(m => $"{Quoted(m.Name)}:{m.Value.GetRawText()}"));
        return Encoding.UTF8.GetBytes(members);
    }

    private static string Quoted(string name) => "\"" + JsonEncodedText.Encode(name).ToString() + "\"";
}
