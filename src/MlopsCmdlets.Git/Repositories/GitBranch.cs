namespace MlopsCmdlets.Git.Repositories;

/// <summary>A branch of a repository: here, on its remote as of the last fetch, or both.</summary>
public sealed record GitBranch
{
    /// <summary>Its name, for example <c>optimize-churn-model</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is checked out.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether it is in the local repository.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether it was on the remote at the last fetch.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Its tip here, or on the remote where it is not here; 40 hexadecimal digits.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The branch that it follows, for example <c>origin/dev</c>; it need not be there yet. Null for none.</summary>
    public string? Upstream { get; init; }

    /// <summary>Commits that the upstream lacks; null where it is not known.</summary>
    public int? Ahead { get; init; }

    /// <summary>Commits that only the upstream has; null where it is not known.</summary>
    public int? Behind { get; init; }

    /// <summary>Whether the host says that rules protect it; null where no host was asked.</summary>
    public bool? IsProtected { get; init; }

    /// <summary>When its tip was committed.</summary>
    public DateTimeOffset CommittedAt { get; init; }

    /// <summary>Who committed its tip.</summary>
    public string Committer { get; init; } = "";

    /// <summary>First line of its tip's message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Top folder of the repository.</summary>
    public string Root { get; init; } = "";

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
