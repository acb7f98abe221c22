namespace MlopsCmdlets.Git.Notebooks;

/// <summary>On which side a line is.</summary>
public enum NotebookLineKind
{
    /// <summary>Both: shown for context.</summary>
    Same,

    /// <summary>Only before.</summary>
    Removed,

    /// <summary>Only after.</summary>
    Added,
}
