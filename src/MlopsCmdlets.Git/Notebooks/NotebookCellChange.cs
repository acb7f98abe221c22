namespace MlopsCmdlets.Git.Notebooks;

/// <summary>A cell that a person changed.</summary>
public sealed record NotebookCellChange
{
    /// <summary>The notebook.</summary>
    public string Path { get; init; } = "";

    /// <summary>What happened to the cell.</summary>
    public NotebookChangeKind Kind { get; init; }

    /// <summary>Number of the cell before, the first is 1; null for an added cell.</summary>
    public int? CellBefore { get; init; }

    /// <summary>Number of the cell after, the first is 1; null for a removed cell.</summary>
    public int? CellAfter { get; init; }

    /// <summary>Code, Markdown or Raw, after the change.</summary>
    public NotebookCellType CellType { get; init; }

    /// <summary>Id of the cell; null in notebooks before format 4.5.</summary>
    public string? CellId { get; init; }

    /// <summary>Which parts differ.</summary>
    public NotebookParts Changes { get; init; }

    /// <summary>The source before; null for an added cell.</summary>
    public string? Before { get; init; }

    /// <summary>The source after; null for a removed cell.</summary>
    public string? After { get; init; }

    /// <summary>The differing lines of the source with some lines around them.</summary>
    public IReadOnlyList<NotebookLine> Lines { get; init; } = [];

    /// <summary>The differing lines of the metadata as JSON, if they were asked for.</summary>
    public IReadOnlyList<NotebookLine> MetadataLines { get; init; } = [];

    /// <summary>The differing lines of the outputs as text, if they were asked for; pictures as size and hash.</summary>
    public IReadOnlyList<NotebookLine> OutputLines { get; init; } = [];

    /// <summary>Lines added to the source.</summary>
    public int AddedLines => Lines.Count(l => l.Kind == NotebookLineKind.Added);

    /// <summary>Lines removed from the source.</summary>
    public int RemovedLines => Lines.Count(l => l.Kind == NotebookLineKind.Removed);

    /// <summary>Cell and kind.</summary>
    public override string ToString() => $"cell {CellAfter ?? CellBefore}: {Kind}";
}
