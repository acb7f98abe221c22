namespace MlopsCmdlets.Git.Notebooks;

/// <summary>What a cell holds.</summary>
public enum NotebookCellType
{
    /// <summary>Code that the kernel runs.</summary>
    Code,

    /// <summary>Text.</summary>
    Markdown,

    /// <summary>Text for a converter, passed on as it is.</summary>
    Raw,
}
