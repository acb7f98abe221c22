using LibGit2Sharp;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Finds and opens local repositories.</summary>
internal static class LocalRepository
{
    public const string DefaultRemote = "origin";
    public const string Heads = "refs/heads/";

    /// <summary>Opens the repository that a file or folder is in.</summary>
    public static Repository Open(string path) => LibGit2Failures.Guard(path, () =>
        new Repository(Repository.Discover(path) ?? throw new NotARepositoryException(path)));

    /// <summary>Opens one that can be worked in: it has a work tree and all objects.</summary>
    public static Repository OpenForWork(string path)
    {
        Repository repository = Open(path);
        try
        {
            if (repository.Info.IsBare)
                throw new WorkTreeMissingException(RootOf(repository));
            // libgit2 reads a partial clone, but does not get what is missing.
            if (repository.Network.Remotes.Any(r => RepositoryConfiguration.Get<bool>(repository, $"remote.{r.Name}.promisor")))
                throw new UnsupportedRepositoryException(RootOf(repository), "a partial clone");
            return repository;
        }
        catch
        {
            repository.Dispose();
            throw;
        }
    }

    /// <summary>The top folder of the work tree, or the repository itself where it has none.</summary>
    public static string RootOf(Repository repository) => (repository.Info.WorkingDirectory ?? repository.Info.Path).TrimEnd('/', '\\');

    /// <summary>The nearest folder upwards with a .git in it: a folder, or a file in worktrees and submodules. In the user's own spelling of the path.</summary>
    public static string FolderOf(string path)
    {
        for (string? folder = path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
                return folder;
        }

        throw new NotARepositoryException(path);
    }

    /// <summary>The remote of a name; without one, that which the current branch follows, else origin, else the only one.</summary>
    public static Remote? RemoteOf(Repository repository, string? name) => RemoteOf(repository, name, repository.Head.FriendlyName);

    /// <summary>The same for another branch than the current one.</summary>
    public static Remote? RemoteOf(Repository repository, string? name, string branch)
    {
        List<Remote> remotes = [.. repository.Network.Remotes];
        if (name is not null)
            return Named(name);
        // A branch may follow one of the same repository, or an address: these are no remotes.
        string? followed = RepositoryConfiguration.RemoteOf(repository, branch);
        return (followed is null ? null : Named(followed)) ?? Named(DefaultRemote) ?? (remotes.Count == 1 ? remotes[0] : null);

        Remote? Named(string wanted) => remotes.Find(r => r.Name == wanted);
    }
}
