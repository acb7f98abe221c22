using MlopsCmdlets.Git.Checks;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>What to commit.</summary>
public sealed record SaveRequest
{
    /// <summary>A file or folder inside the repository, as a full path.</summary>
    public required string Path { get; init; }

    /// <summary>The commit's message.</summary>
    public required string Message { get; init; }

    /// <summary>Files and folders, as full paths; null for all changes.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>The checks.</summary>
    public CommitCheckOptions Checks { get; init; } = new();

    /// <summary>Uses the git program instead of libgit2.</summary>
    public bool UseGit { get; init; }
}
