using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Reads the state of local repositories through libgit2.</summary>
public static class GitRepositoryReader
{
    /// <summary>The repository that a file or folder is in.</summary>
    /// <exception cref="NotARepositoryException">There is none around the path.</exception>
    /// <exception cref="UnsafeRepositoryException">It belongs to another user.</exception>
    public static GitRepository Read(string path)
    {
        string found = Guard(path, () => Repository.Discover(path)) ?? throw new NotARepositoryException(path);
        return Guard(path, () =>
        {
            using var repository = new Repository(found);
            Branch head = repository.Head;
            Remote? remote = head.RemoteName is { } name ? repository.Network.Remotes[name] : repository.Network.Remotes["origin"];
            return new GitRepository
            {
                Root = (repository.Info.WorkingDirectory ?? repository.Info.Path).TrimEnd('/', '\\'),
                Branch = repository.Info.IsHeadDetached ? null : head.FriendlyName,
                Commit = head.Tip?.Sha,
                IsDirty = !repository.Info.IsBare && repository.RetrieveStatus(new StatusOptions()).IsDirty,
                RemoteUrl = RemoteAddress.WithoutUserInfo(remote?.Url),
            };
        });
    }

    /// <summary>Runs a read of a repository, and turns what libgit2 throws into failures of ours.</summary>
    internal static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RepositoryNotFoundException failure)
        {
            throw new NotARepositoryException(path, failure);
        }
        catch (LibGit2SharpException failure) when (failure.Message.Contains("not owned by current user"))
        {
            // libgit2 has no error code of its own for it that LibGit2Sharp would pass on.
            throw new UnsafeRepositoryException(path, failure);
        }
    }
}
