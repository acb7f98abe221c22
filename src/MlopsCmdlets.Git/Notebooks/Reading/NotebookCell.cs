using System.Text.Json;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>One cell of a notebook, with the places of its parts in the file.</summary>
internal sealed class NotebookCell(byte[] bytes, int index)
{
    private string? _source;
    private IReadOnlyList<string>? _tags;

    /// <summary>Position in the notebook; the first is 0.</summary>
    public int Index { get; } = index;

    /// <summary>Position as people count.</summary>
    public int Number => Index + 1;

    /// <summary>The cell's id; null before format 4.5.</summary>
    public string? Id { get; init; }

    public NotebookCellType Type { get; init; }

    /// <summary>The whole cell, braces included.</summary>
    public ByteRange Range { get; init; }

    /// <summary>The value of "source": a string, or an array of them.</summary>
    public ByteRange SourceRange { get; init; }

    public ByteRange? Metadata { get; init; }

    public ByteRange? Outputs { get; init; }

    public ByteRange? Attachments { get; init; }

    public ByteRange? ExecutionCount { get; init; }

    /// <summary>The text of the cell.</summary>
    public string Source => _source ??= ReadSource();

    /// <summary>The tags in the cell's metadata.</summary>
    public IReadOnlyList<string> Tags => _tags ??= ReadTags();

    /// <summary>Whether another cell has the same text; equal bytes are seen without decoding them.</summary>
    public bool HasSameSource(NotebookCell other) => HasSameBytes(SourceRange, other, other.SourceRange) || Source == other.Source;

    /// <summary>Whether another cell's outputs are the same bytes.</summary>
    public bool HasSameOutputs(NotebookCell other) => Outputs is { } own && other.Outputs is { } others ? HasSameBytes(own, other, others) : Outputs is null && other.Outputs is null;

    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>The contents of the strings that make up the source, without their quotes.</summary>
    public IEnumerable<ByteRange> SourceParts()
    {
        var parts = new List<ByteRange>();
        var reader = new Utf8JsonReader(Span(SourceRange));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
                parts.Add(new ByteRange(SourceRange.Start + (int)reader.TokenStartIndex + 1, SourceRange.Start + (int)reader.BytesConsumed - 1));
        }

        return parts;
    }

    /// <summary>A part of the cell as a document of its own; the caller disposes it.</summary>
    public JsonDocument Parse(ByteRange part) =>
        JsonDocument.Parse(new ReadOnlyMemory<byte>(bytes, part.Start, part.Length), new JsonDocumentOptions { MaxDepth = NotebookReader.MaxDepth });

    private bool HasSameBytes(ByteRange own, NotebookCell other, ByteRange others) => Span(own).SequenceEqual(other.Span(others));

    private ReadOnlySpan<byte> Span(ByteRange range) => new(bytes, range.Start, range.Length);

    private string ReadSource()
    {
        var parts = new List<string>();
        foreach (ByteRange part in SourceParts())
            parts.Add(JsonText.Decode(bytes, part));
        return parts.Count == 1 ? parts[0] : string.Concat(parts);
    }

    private string[] ReadTags()
    {
        if (Metadata is not { } metadata)
            return [];
        using JsonDocument document = Parse(metadata);
        return JsonParts.Find(document.RootElement, "tags") is { ValueKind: JsonValueKind.Array } tags
            ? [.. tags.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(JsonParts.TextOf)]
            : [];
    }
}
