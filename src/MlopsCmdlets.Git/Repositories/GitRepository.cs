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

    /// <summary>The files that differ, by path.</summary>
    public IReadOnlyList<GitChange> Changes { get; init; } = [];

    /// <summary>The branch of a remote that the branch follows, for example <c>origin/dev</c>; null for none.</summary>
    public string? Upstream { get; init; }

    /// <summary>Commits that the upstream lacks, as of the last fetch; null where it is not known.</summary>
    public int? Ahead { get; init; }

    /// <summary>Commits that only the upstream has, as of the last fetch; null where it is not known.</summary>
    public int? Behind { get; init; }

    /// <summary>Address of the remote that the branch follows, else of <c>origin</c>; user name and password are left out.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>Whether older history was left out when it was cloned.</summary>
    public bool IsShallow { get; init; }

    /// <summary>What was begun and not ended, for example <c>Merge</c> or <c>Rebase</c>; null for nothing.</summary>
    public string? Operation { get; init; }

    /// <summary>What a user of this repository should know: hooks that libgit2 does not run, contents that are only pointers, submodules.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The top folder.</summary>
    public override string ToString() => Root;
}
