namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch to push.</summary>
public sealed record PublishRequest
{
    /// <summary>A file or folder inside the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The branch; the current one if not given.</summary>
    public string? Branch { get; init; }

    /// <summary>The remote; that which the branch follows, or the usual one, if not given.</summary>
    public string? Remote { get; init; }

    /// <summary>Uses the git program instead of libgit2.</summary>
    public bool UseGit { get; init; }
}
