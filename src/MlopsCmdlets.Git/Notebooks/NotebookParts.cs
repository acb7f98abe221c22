namespace MlopsCmdlets.Git.Notebooks;

/// <summary>Parts of a cell.</summary>
[Flags]
public enum NotebookParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The text or code.</summary>
    Source = 1,

    /// <summary>Whether it is code, Markdown or raw.</summary>
    CellType = 2,

    /// <summary>Files attached to a Markdown cell.</summary>
    Attachments = 4,

    /// <summary>Tags and other metadata.</summary>
    Metadata = 8,

    /// <summary>What running it gave, without execution counts.</summary>
    Outputs = 16,
}
