using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Reads the branches of local repositories.</summary>
public static class BranchReader
{
    /// <summary>All branches, local ones and those of the remote, by name.</summary>
    /// <param name="path">A file or folder inside the repository.</param>
    /// <param name="remote">The remote; the usual one if not given.</param>
    public static IReadOnlyList<GitBranch> Read(string path, string? remote = null)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard(path, () => Read(repository, remote));
    }

    /// <summary>Names of local and remote branches, for completion.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard<IReadOnlyList<string>>(path, () => [.. OnRemote(repository, LocalRepository.RemoteOf(repository, name: null)?.Name).Keys
            .Concat(repository.Branches.Where(b => !b.IsRemote).Select(b => b.FriendlyName)).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal)]);
    }

    /// <summary>One local branch.</summary>
    internal static GitBranch ReadOne(Repository repository, string name)
    {
        Branch branch = repository.Branches[name];
        return Of(repository, branch, OnRemote(repository, LocalRepository.RemoteOf(repository, name: null, name)?.Name).ContainsKey(name));
    }

    /// <summary>Branches of a remote by their names there, as of the last fetch.</summary>
    internal static IReadOnlyDictionary<string, Branch> OnRemote(Repository repository, string? remote)
    {
        var branches = new Dictionary<string, Branch>(StringComparer.Ordinal);
        string prefix = $"refs/remotes/{remote}/";
        foreach (Branch branch in remote is null ? [] : repository.Branches.Where(b => b.IsRemote && b.CanonicalName.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string name = branch.CanonicalName.Substring(prefix.Length);
            if (name != "HEAD" && branch.Tip is not null)
                branches[name] = branch;
        }

        return branches;
    }

    private static IReadOnlyList<GitBranch> Read(Repository repository, string? remote)
    {
        IReadOnlyDictionary<string, Branch> remotes = OnRemote(repository, remote ?? LocalRepository.RemoteOf(repository, name: null)?.Name);
        List<GitBranch> branches = [.. repository.Branches.Where(b => !b.IsRemote && b.Tip is not null).Select(b => Of(repository, b, remotes.ContainsKey(b.FriendlyName)))];
        branches.AddRange(remotes.Where(r => !branches.Exists(b => b.Name == r.Key)).Select(r => Of(repository, r.Value, isRemote: true) with { Name = r.Key, IsLocal = false, Upstream = null }));
        branches.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return branches;
    }

    private static GitBranch Of(Repository repository, Branch branch, bool isRemote) => new()
    {
        Name = branch.FriendlyName,
        IsCurrent = !branch.IsRemote && branch.IsCurrentRepositoryHead,
        IsLocal = !branch.IsRemote,
        IsRemote = isRemote,
        Commit = branch.Tip.Sha,
        Upstream = branch.IsRemote ? null : UpstreamOf(repository, branch.FriendlyName),
        Ahead = branch.IsRemote ? null : branch.TrackingDetails?.AheadBy,
        Behind = branch.IsRemote ? null : branch.TrackingDetails?.BehindBy,
        CommittedAt = branch.Tip.Committer.When,
        Committer = branch.Tip.Committer.Name,
        Subject = branch.Tip.MessageShort,
        Root = LocalRepository.RootOf(repository),
    };

    /// <summary>Taken from the configuration: a branch may follow one that the first push will make.</summary>
    private static string? UpstreamOf(Repository repository, string branch) =>
        RepositoryConfiguration.RemoteOf(repository, branch) is { } remote && RepositoryConfiguration.FollowedBy(repository, branch) is { } followed
            ? (remote == "." ? "" : remote + "/") + Engines.PushRejections.Short(followed)
            : null;
}
