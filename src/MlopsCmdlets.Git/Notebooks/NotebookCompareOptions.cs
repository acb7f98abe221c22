namespace MlopsCmdlets.Git.Notebooks;

/// <summary>What is compared of two notebooks. Execution counts never are.</summary>
public sealed record NotebookCompareOptions
{
    /// <summary>The notebook's name in results and messages.</summary>
    public string Path { get; init; } = "notebook";

    /// <summary>What the notebook before is called: a file, a commit or a branch.</summary>
    public string From { get; init; } = "before";

    /// <summary>What the notebook after is called.</summary>
    public string To { get; init; } = "after";

    /// <summary>Whether metadata of cells and notebook count.</summary>
    public bool IncludeMetadata { get; init; }

    /// <summary>Whether outputs count.</summary>
    public bool IncludeOutput { get; init; }

    /// <summary>Equal lines shown around a difference.</summary>
    public int Context { get; init; } = 3;
}
