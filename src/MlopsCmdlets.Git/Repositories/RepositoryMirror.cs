using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Pushes a whole local repository to an empty one.</summary>
public static class RepositoryMirror
{
    /// <summary>Names of the local branches.</summary>
    public static IReadOnlyList<string> LocalBranches(string path)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard<IReadOnlyList<string>>(path, () => [.. repository.Branches.Where(b => !b.IsRemote && b.Tip is not null).Select(b => b.FriendlyName)]);
    }

    /// <summary>Pushes all local branches and tags, and calls the address <c>origin</c> if there is no such remote yet.</summary>
    /// <param name="path">A folder inside the local repository.</param>
    /// <param name="address">The empty repository, without user name and password.</param>
    /// <param name="access">How it is reached.</param>
    /// <param name="useGit">Uses the git program instead of libgit2.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async Task PushAllAsync(string path, string address, RemoteAccess access, bool useGit, CancellationToken cancellationToken)
    {
        (string root, string remote, IReadOnlyList<string> names) = await NativeWork.RunAsync(() => Prepare(path, RemoteAddress.Escaped(address)), cancellationToken).ConfigureAwait(false);
        foreach (string name in names)
            await GitEngines.Of(useGit).PushAsync(root, remote, $"{name}:{name}", expected: null, access, cancellationToken).ConfigureAwait(false);
    }

    private static (string Root, string Remote, IReadOnlyList<string> Names) Prepare(string path, string address)
    {
        using Repository repository = LocalRepository.Open(path);
        return LibGit2Failures.Guard(path, () =>
        {
            Remote remote = repository.Network.Remotes.FirstOrDefault(r => r.Url == address)
                ?? repository.Network.Remotes.Add(FreeName(repository), address);
            // The current branch first: hosts make the first one that comes the default.
            IReadOnlyList<string> names =
            [
                .. repository.Branches.Where(b => !b.IsRemote && b.Tip is not null).OrderBy(b => b.IsCurrentRepositoryHead ? 0 : 1).Select(b => b.CanonicalName),
                .. repository.Tags.Select(t => t.CanonicalName),
            ];
            return (LocalRepository.RootOf(repository), remote.Name, names);
        });
    }

    private static string FreeName(Repository repository)
    {
        string name = LocalRepository.DefaultRemote;
        for (int i = 2; repository.Network.Remotes[name] is not null; i++)
            name = FormattableString.Invariant($"{LocalRepository.DefaultRemote}{i}");
        return name;
    }
}
