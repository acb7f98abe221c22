namespace MlopsCmdlets.Git.Repositories;

/// <summary>A local Git repository as it stands now.</summary>
public sealed record GitRepository
{
    /// <summary>The top folder of the work tree, or the repository itself where it has none.</summary>
    public string Root { get; init; } = "";

    /// <summary>The branch that is checked out; null when HEAD points to a commit directly.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit that is checked out, 40 hexadecimal digits; null in a repository without commits.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether files differ from that commit, untracked ones included and ignored ones not.</summary>
    public bool IsDirty { get; init; }

    /// <summary>Address of the remote that the branch follows, else of <c>origin</c>; user name and password are left out.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>The top folder.</summary>
    public override string ToString() => Root;
}
