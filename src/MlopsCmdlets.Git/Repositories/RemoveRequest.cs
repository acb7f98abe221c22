namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch to remove.</summary>
public sealed record RemoveRequest
{
    /// <summary>A file or folder inside the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The branch.</summary>
    public required string Name { get; init; }

    /// <summary>The remote; that which the branch follows, or the usual one, if not given.</summary>
    public string? Remote { get; init; }

    /// <summary>The branch that is checked out instead, if this one is the current.</summary>
    public string SwitchTo { get; init; } = "dev";

    /// <summary>Branches that belong to environments.</summary>
    public IReadOnlyList<string> Guarded { get; init; } = ["uat", "prd"];

    /// <summary>Removes it although commits get lost, or it belongs to an environment.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the remote keeps its branch, and with it the commits of that.</summary>
    public bool LocalOnly { get; init; }

    /// <summary>Uses the git program instead of libgit2.</summary>
    public bool UseGit { get; init; }
}
