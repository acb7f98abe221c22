using System.Text.Json;
using MlopsCmdlets.Cpd.Json;

namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>
/// The reply to a prediction. Rows of all blocks come in the order of the request. What is not a table (a function can answer anything) is had from
/// <see cref="ReadJson"/>; nothing of the reply is lost.
/// </summary>
public sealed class ScoringReply
{
    internal ScoringReply(ReadOnlyMemory<byte> content, IReadOnlyList<ScoringBlock> blocks, bool isTable)
    {
        Content = content;
        Blocks = blocks;
        IsTable = isTable;
    }

    /// <summary>The reply as it came, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The items of <c>predictions</c> that have rows.</summary>
    public IReadOnlyList<ScoringBlock> Blocks { get; }

    /// <summary>Every item of <c>predictions</c> is a table; false for functions that answer in their own form.</summary>
    public bool IsTable { get; }

    public int RowCount => Blocks.Sum(b => b.Rows.Count);

    /// <summary>All rows.</summary>
    public IEnumerable<ScoringRow> Rows => Blocks.SelectMany(b => b.Rows.Select(values => new ScoringRow(b, values)));

    /// <summary>The whole reply as a JSON element.</summary>
    public JsonElement ReadJson() => JsonSerializer.Deserialize(Content.Span, CpdJson.Default.JsonElement);

    /// <summary>Reads a reply.</summary>
    /// <exception cref="Errors.CpdInvalidReplyException">It is not JSON.</exception>
    public static ScoringReply Parse(ReadOnlyMemory<byte> content) => ScoringReplyReader.Read(content);
}
