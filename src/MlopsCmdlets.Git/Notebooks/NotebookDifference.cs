using MlopsCmdlets.Git.Notebooks.Rendering;

namespace MlopsCmdlets.Git.Notebooks;

/// <summary>What a person changed between two notebooks.</summary>
public sealed record NotebookDifference
{
    /// <summary>The notebook.</summary>
    public string Path { get; init; } = "";

    /// <summary>What the notebook before is called: a file, a commit or a branch.</summary>
    public string From { get; init; } = "";

    /// <summary>What the notebook after is called.</summary>
    public string To { get; init; } = "";

    /// <summary>The changed cells in the order of the notebook after; removed ones where they were.</summary>
    public IReadOnlyList<NotebookCellChange> Cells { get; init; } = [];

    /// <summary>The differing lines of the notebook's own metadata as JSON, if they were asked for.</summary>
    public IReadOnlyList<NotebookLine> MetadataLines { get; init; } = [];

    /// <summary>Number of added cells.</summary>
    public int Added => Cells.Count(c => c.Kind == NotebookChangeKind.Added);

    /// <summary>Number of removed cells.</summary>
    public int Removed => Cells.Count(c => c.Kind == NotebookChangeKind.Removed);

    /// <summary>Number of edited cells, moved ones included.</summary>
    public int Edited => Cells.Count(c => c.Kind is NotebookChangeKind.Edited or NotebookChangeKind.MovedAndEdited);

    /// <summary>Number of moved cells, edited ones included.</summary>
    public int Moved => Cells.Count(c => c.Kind is NotebookChangeKind.Moved or NotebookChangeKind.MovedAndEdited);

    /// <summary>Whether nothing that was compared differs.</summary>
    public bool IsSame => Cells.Count == 0 && MetadataLines.Count == 0;

    /// <summary>The differences as Markdown for a pull request, at most 60,000 characters. No text of the notebook can leave its block.</summary>
    public string Markdown => ToMarkdown();

    /// <summary>The differences as Markdown.</summary>
    /// <param name="maxLength">Longest text in characters; cells beyond it are counted only.</param>
    public string ToMarkdown(int maxLength = 60_000) => NotebookMarkdown.Of(this, maxLength);

    /// <summary>The summary in one line.</summary>
    public override string ToString() => $"{Path}: {NotebookMarkdown.Summary(this)}";
}
