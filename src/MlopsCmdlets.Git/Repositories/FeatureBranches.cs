using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Makes branches for new work.</summary>
public static class FeatureBranches
{
    /// <summary>
    /// Fetches, makes a branch at the remote's tip of another one, checks it out, and lets it follow the branch of its own name on the remote, which the first push
    /// will make. What can be refused is refused before anything is done.
    /// </summary>
    /// <exception cref="InvalidRefNameException">The name is none for a branch.</exception>
    /// <exception cref="GuardedBranchException">It would begin from a guarded branch.</exception>
    /// <exception cref="DirtyWorkTreeException">The work tree has changes.</exception>
    /// <exception cref="BranchExistsException">The name is taken, here or on the remote.</exception>
    /// <exception cref="BranchNotFoundException">The remote has no branch to begin from.</exception>
    public static async Task<GitBranch> CreateAsync(FeatureBranchRequest request, RemoteAccess access, CancellationToken cancellationToken)
    {
        string from = PushRejections.Short(request.From);
        (string root, string remote) = await NativeWork.RunAsync(() => CheckBefore(request, from), cancellationToken).ConfigureAwait(false);
        IGitEngine engine = GitEngines.Of(request.UseGit);
        await engine.FetchAsync(root, remote, access, cancellationToken).ConfigureAwait(false);
        string tip = await NativeWork.RunAsync(() => CheckAfter(root, remote, request.Name, from), cancellationToken).ConfigureAwait(false);
        await engine.CheckoutNewAsync(root, request.Name, tip, cancellationToken).ConfigureAwait(false);
        return await NativeWork.RunAsync(() => Follow(root, remote, request.Name), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses what can be refused without asking the remote.</summary>
    public static void Check(FeatureBranchRequest request) => CheckBefore(request, PushRejections.Short(request.From));

    private static (string Root, string Remote) CheckBefore(FeatureBranchRequest request, string from)
    {
        RefNames.CheckBranch(request.Name);
        if (request.Guarded.Contains(from, StringComparer.OrdinalIgnoreCase))
            throw new GuardedBranchException(from, request.Usual);
        using Repository repository = LocalRepository.OpenForWork(request.Path);
        return LibGit2Failures.Guard(request.Path, () =>
        {
            string root = LocalRepository.RootOf(repository);
            Remote remote = LocalRepository.RemoteOf(repository, request.Remote) ?? throw new RemoteNotSetException(root, request.Remote ?? LocalRepository.DefaultRemote);
            UnfinishedWork.Refuse(repository);
            RefuseTaken(request.Name, repository.Branches.Where(b => !b.IsRemote).Select(b => b.FriendlyName), "here");
            if (!request.CarryChanges && ChangeReader.Read(repository) is { Count: > 0 } changes)
                throw new DirtyWorkTreeException(root, [.. changes.Select(c => c.Path)]);
            return (root, remote.Name);
        });
    }

    private static string CheckAfter(string root, string remote, string name, string from)
    {
        using Repository repository = LocalRepository.Open(root);
        return LibGit2Failures.Guard(root, () =>
        {
            IReadOnlyDictionary<string, Branch> branches = BranchReader.OnRemote(repository, remote);
            RefuseTaken(name, branches.Keys, $"on {remote}");
            return branches.TryGetValue(from, out Branch? start) ? start.Tip.Sha : throw new BranchNotFoundException(from, $"on {remote}", [.. branches.Keys.OrderBy(n => n, StringComparer.Ordinal)]);
        });
    }

    private static GitBranch Follow(string root, string remote, string name)
    {
        using Repository repository = LocalRepository.Open(root);
        return LibGit2Failures.Guard(root, () =>
        {
            RepositoryConfiguration.Follow(repository, name, remote, LocalRepository.Heads + name);
            return BranchReader.ReadOne(repository, name);
        });
    }

    /// <summary>Disks without regard to case cannot keep two names apart that differ in it only.</summary>
    private static void RefuseTaken(string name, IEnumerable<string> branches, string where)
    {
        foreach (string branch in branches)
        {
            if (string.Equals(branch, name, StringComparison.OrdinalIgnoreCase)
                || branch.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase) || name.StartsWith(branch + "/", StringComparison.OrdinalIgnoreCase))
                throw new BranchExistsException(name, branch, where);
        }
    }
}
