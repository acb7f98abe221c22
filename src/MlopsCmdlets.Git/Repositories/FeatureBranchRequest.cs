namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch for new work.</summary>
public sealed record FeatureBranchRequest
{
    /// <summary>A file or folder inside the repository.</summary>
    public required string Path { get; init; }

    /// <summary>The new branch.</summary>
    public required string Name { get; init; }

    /// <summary>The branch of the remote to begin from.</summary>
    public string From { get; init; } = "dev";

    /// <summary>The remote; the usual one if not given.</summary>
    public string? Remote { get; init; }

    /// <summary>Branches from which no work begins, those of environments behind the first one.</summary>
    public IReadOnlyList<string> Guarded { get; init; } = ["uat", "prd"];

    /// <summary>The branch that work usually begins from, for the message when it is to begin from a guarded one.</summary>
    public string Usual { get; init; } = "dev";

    /// <summary>Changes of the work tree come along, instead of being a reason to refuse.</summary>
    public bool CarryChanges { get; init; }

    /// <summary>Uses the git program instead of libgit2.</summary>
    public bool UseGit { get; init; }
}
