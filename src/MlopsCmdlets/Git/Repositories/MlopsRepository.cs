namespace MlopsCmdlets.Git.Repositories;

/// <summary>A repository that was made on a Git host, and where it was cloned to.</summary>
public sealed record MlopsRepository
{
    /// <summary>Owner and name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where git clones it from, without user name or token; null for an address of another host.</summary>
    public Uri? CloneUrl { get; init; }

    /// <summary>Where people look at it.</summary>
    public Uri? WebUrl { get; init; }

    /// <summary>Owner and name of what it was forked from; null for none.</summary>
    public string? ForkOf { get; init; }

    /// <summary>Name of the default branch; null for an empty one.</summary>
    public string? DefaultBranch { get; init; }

    /// <summary>Its branches.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The folder of the clone; null where it was not cloned.</summary>
    public string? Path { get; init; }

    /// <summary>Owner and name.</summary>
    public override string ToString() => Name;
}
