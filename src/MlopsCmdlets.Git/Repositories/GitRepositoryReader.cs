using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Reads the state of local repositories through libgit2.</summary>
public static class GitRepositoryReader
{
    /// <summary>The repository that a file or folder is in.</summary>
    /// <exception cref="NotARepositoryException">There is none around the path.</exception>
    /// <exception cref="UnsafeRepositoryException">It belongs to another user.</exception>
    /// <exception cref="UnsupportedRepositoryException">It is of a form that libgit2 cannot read.</exception>
    public static GitRepository Read(string path)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard(path, () => Read(repository));
    }

    /// <summary>A remote of the repository that a file or folder is in.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="name">The remote; if not given, the one that the current branch follows, else <c>origin</c>, else the only one.</param>
    /// <exception cref="RemoteNotSetException">There is none.</exception>
    public static GitRemote ReadRemote(string path, string? name = null) =>
        FindRemote(path, name) ?? throw new RemoteNotSetException(path, name ?? LocalRepository.DefaultRemote);

    /// <summary>The same; null when there is none.</summary>
    public static GitRemote? FindRemote(string path, string? name = null)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard(path, () => GitRemote.Of(LocalRepository.RemoteOf(repository, name)));
    }

    /// <summary>Runs a read of a repository, and turns what libgit2 throws into failures of ours.</summary>
    internal static T Guard<T>(string path, Func<T> read) => LibGit2Failures.Guard(path, read);

    private static GitRepository Read(Repository repository)
    {
        Branch head = repository.Head;
        IReadOnlyList<GitChange> changes = repository.Info.IsBare ? [] : ChangeReader.Read(repository);
        return new GitRepository
        {
            Root = LocalRepository.RootOf(repository),
            Branch = repository.Info.IsHeadDetached ? null : head.FriendlyName,
            Commit = head.Tip?.Sha,
            IsDirty = changes.Count > 0,
            Changes = changes,
            Upstream = head.TrackedBranch?.FriendlyName,
            Ahead = head.TrackingDetails?.AheadBy,
            Behind = head.TrackingDetails?.BehindBy,
            RemoteUrl = RemoteAddress.WithoutUserInfo(LocalRepository.RemoteOf(repository, name: null)?.Url),
            IsShallow = repository.Info.IsShallow,
            Operation = repository.Info.CurrentOperation == CurrentOperation.None ? null : repository.Info.CurrentOperation.ToString(),
            Remarks = RepositoryRemarks.Of(repository),
        };
    }
}
