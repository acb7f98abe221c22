namespace MlopsCmdlets.Cpd.Scoring;

/// <summary>One table of a reply.</summary>
public sealed class ScoringBlock
{
    internal ScoringBlock(string? id, string[] fields, IReadOnlyList<object?[]> rows)
    {
        Id = id;
        Fields = fields;
        Rows = rows;
        Columns = ScoringColumns.Of(fields, rows.Count > 0 ? rows[0] : []);
    }

    /// <summary>The id that the request gave the block, if any.</summary>
    public string? Id { get; }

    /// <summary>The column names as the server writes them; can be empty.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>
    /// One array per row. Cells are null, <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, an array of doubles where all
    /// items are numbers, else an array of such cells, or a JSON element for an object.
    /// </summary>
    public IReadOnlyList<object?[]> Rows { get; }

    /// <summary>Which columns hold prediction and probability.</summary>
    public ScoringColumns Columns { get; }
}
