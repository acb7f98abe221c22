using System.Text.Json;

namespace MlopsCmdlets.Git.Notebooks.Reading;

/// <summary>A notebook of format 4 as bytes, with the places of its parts. Nothing is written from a model: edits replace bytes.</summary>
internal sealed class NotebookDocument(string name, byte[] bytes)
{
    /// <summary>The file, for messages.</summary>
    public string Name { get; } = name;

    public byte[] Bytes { get; } = bytes;

    /// <summary>The second part of the format's version: 5 and later have cell ids.</summary>
    public int Minor { get; init; }

    public IReadOnlyList<NotebookCell> Cells { get; init; } = [];

    /// <summary>The value of "metadata".</summary>
    public ByteRange? Metadata { get; init; }

    /// <summary>What the format demands and this file lacks, although it can be read; each with the cell.</summary>
    public IReadOnlyList<NotebookProblem> Problems { get; init; } = [];

    /// <summary>The language of the code cells in lower case; null where the notebook does not say.</summary>
    public string? Language => ReadLanguage()?.ToLowerInvariant();

    /// <summary>Whether every cell has an id and no two the same.</summary>
    public bool HasIds
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return Cells.All(c => c.Id is { } id && seen.Add(id));
        }
    }

    public JsonDocument? ParseMetadata() => Metadata is { } range
        ? JsonDocument.Parse(new ReadOnlyMemory<byte>(Bytes, range.Start, range.Length), new JsonDocumentOptions { MaxDepth = NotebookReader.MaxDepth })
        : null;

    private string? ReadLanguage()
    {
        using JsonDocument? metadata = ParseMetadata();
        return metadata is null ? null : Text(metadata.RootElement, "kernelspec", "language") ?? Text(metadata.RootElement, "language_info", "name");
    }

    private static string? Text(JsonElement metadata, string part, string property) =>
        JsonParts.Find(metadata, part) is { ValueKind: JsonValueKind.Object } section && JsonParts.Find(section, property) is { ValueKind: JsonValueKind.String } value
            ? JsonParts.TextOf(value)
            : null;
}
