using MlopsCmdlets.Git.Checks;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>A commit that was made.</summary>
public sealed record GitCommit
{
    /// <summary>Its name, 40 hexadecimal digits.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The branch that it was made on.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Its message.</summary>
    public string Message { get; init; } = "";

    /// <summary>First line of the message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Who made the changes, name and address.</summary>
    public string Author { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CommittedAt { get; init; }

    /// <summary>The commits that it follows; more than one for a merge.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The files.</summary>
    public IReadOnlyList<GitChange> Changes { get; init; } = [];

    /// <summary>What the checks found.</summary>
    public IReadOnlyList<CommitCheckResult> Checks { get; init; } = [];

    /// <summary>Top folder of the repository.</summary>
    public string Root { get; init; } = "";

    /// <summary>The commit's name.</summary>
    public override string ToString() => Commit;
}
