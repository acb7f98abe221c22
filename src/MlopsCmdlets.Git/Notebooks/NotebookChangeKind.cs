namespace MlopsCmdlets.Git.Notebooks;

/// <summary>What happened to a cell.</summary>
public enum NotebookChangeKind
{
    /// <summary>Only the notebook after has it.</summary>
    Added,

    /// <summary>Only the notebook before has it.</summary>
    Removed,

    /// <summary>Its content differs.</summary>
    Edited,

    /// <summary>It stands somewhere else relative to the others.</summary>
    Moved,

    /// <summary>Both.</summary>
    MovedAndEdited,
}
