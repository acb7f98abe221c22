using System.Text.Json;
using MlopsCmdlets.Cpd.Errors;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>Reads replies token by token: no tree, few objects besides the cells themselves.</summary>
internal static class ScoringReplyReader
{
    public static ScoringReply Read(ReadOnlyMemory<byte> content)
    {
        var blocks = new List<ScoringBlock>();
        var table = false;
        try
        {
            var reader = new Utf8JsonReader(WithoutByteOrderMark(content.Span));
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return new ScoringReply(content, blocks, isTable: false);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var predictions = reader.ValueTextEquals("predictions"u8);
                reader.Read();
                if (predictions && reader.TokenType == JsonTokenType.StartArray) table = ReadBlocks(ref reader, blocks);
                else reader.Skip();
            }
        }
        catch (JsonException e)
        {
            throw new CpdInvalidReplyException("The predictions are not valid JSON.", e)
            {
                RecommendedAction = "Send the rows again; if it stays, score fewer rows at once.",
            };
        }

        return new ScoringReply(content, blocks, table);
    }

    /// <summary>True if every block is a table.</summary>
    private static bool ReadBlocks(ref Utf8JsonReader reader, List<ScoringBlock> blocks)
    {
        var all = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && ReadBlock(ref reader) is { } block)
            {
                blocks.Add(block);
                continue;
            }

            reader.Skip();
            all = false;
        }

        return all && blocks.Count > 0;
    }

    private static ScoringBlock? ReadBlock(ref Utf8JsonReader reader)
    {
        string? id = null;
        string[] fields = [];
        List<object?[]>? rows = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("fields"u8))
            {
                reader.Read();
                fields = ReadFields(ref reader);
            }
            else if (reader.ValueTextEquals("values"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray) rows = ReadRows(ref reader, fields.Length);
                else reader.Skip();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = ReadCell(ref reader, null, [])?.ToString();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return rows is null ? null : new ScoringBlock(id, fields, rows);
    }

    private static string[] ReadFields(ref Utf8JsonReader reader)
    {
        var names = new List<string>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) names.Add(ReadCell(ref reader, null, [])?.ToString() ?? "");
        return [.. names];
    }

    private static List<object?[]> ReadRows(ref Utf8JsonReader reader, int width)
    {
        var rows = new List<object?[]>();
        var cells = new List<object?>(Math.Max(width, 4));
        var numbers = new List<double>(4);
        object?[] previous = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            cells.Clear();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                // Class names repeat from row to row: the string of the row before is taken again.
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    cells.Add(ReadCell(ref reader, cells.Count < previous.Length ? previous[cells.Count] as string : null, numbers));
            }
            else
            {
                cells.Add(ReadCell(ref reader, null, numbers));
            }

            previous = cells.ToArray();
            rows.Add(previous);
        }

        return rows;
    }

    /// <param name="last">What this cell may be again.</param>
    /// <param name="numbers">Room for lists of numbers.</param>
    private static object? ReadCell(ref Utf8JsonReader reader, string? last, List<double> numbers)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return last is not null && reader.ValueTextEquals(last) ? last : reader.GetString();
            case JsonTokenType.Number:
                // The cast keeps a whole number one: without it, both branches would be double.
                return reader.TryGetInt64(out var whole) ? (object)whole : Number(ref reader);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, numbers);
            default:
                return JsonElement.ParseValue(ref reader);
        }
    }

    /// <summary>Numbers only give an array of doubles, anything else an array of cells.</summary>
    private static object ReadArray(ref Utf8JsonReader reader, List<double> numbers)
    {
        numbers.Clear();
        List<object?>? mixed = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (mixed is null && reader.TokenType == JsonTokenType.Number)
            {
                numbers.Add(Number(ref reader));
                continue;
            }

            mixed ??= [.. numbers.Select(n => (object?)n)];
            mixed.Add(ReadCell(ref reader, null, numbers));
        }

        return mixed is null ? numbers.ToArray() : mixed.ToArray();
    }

    /// <summary>A number beyond the range of a double is infinite on every runtime.</summary>
    private static double Number(ref Utf8JsonReader reader) => reader.TryGetDouble(out var number) ? number : double.PositiveInfinity;

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> content) =>
        content.StartsWith("\uFEFF"u8) ? content.Slice(3) : content;
}
