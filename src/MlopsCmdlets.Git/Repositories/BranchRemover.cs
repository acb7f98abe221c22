using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Removes branches, in steps, so that a host can be asked and a user can look in between.</summary>
public static class BranchRemover
{
    /// <summary>The remote where it would be removed: the named one, else the one that the branch follows, else the usual one; null where there is none.</summary>
    /// <exception cref="RemoteNotSetException">There is none of the name.</exception>
    public static GitRemote? FindRemote(RemoveRequest request) =>
        Find(request, PushRejections.Short(request.Name)) is (var root, { } remote) ? GitRepositoryReader.FindRemote(root, remote) : null;

    /// <summary>Fetches, and finds what would be removed and whether commits would get lost.</summary>
    /// <exception cref="BranchNotFoundException">It is neither here nor on the remote.</exception>
    /// <exception cref="ProtectedRemovalException">It belongs to an environment.</exception>
    public static async Task<RemovePlan> PlanAsync(RemoveRequest request, RemoteAccess access, CancellationToken cancellationToken)
    {
        string name = PushRejections.Short(request.Name);
        RefNames.CheckBranch(name);
        if (!request.Force && request.Guarded.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new ProtectedRemovalException(name, "mlops.json, where it belongs to an environment");
        (string root, string? remote) = await NativeWork.RunAsync(() => Find(request, name), cancellationToken).ConfigureAwait(false);
        if (remote is not null)
            await GitEngines.Of(request.UseGit).FetchAsync(root, remote, access, cancellationToken).ConfigureAwait(false);
        return await NativeWork.RunAsync(() => Examine(root, name, remote, request.LocalOnly), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes it on the remote by a push, if its tip there is still the planned one.</summary>
    /// <exception cref="BranchMovedException">It got other commits since then.</exception>
    public static Task RemoveRemoteAsync(RemovePlan plan, RemoteAccess access, bool useGit, CancellationToken cancellationToken) =>
        plan.Remote is null || plan.RemoteTip is null
            ? Task.CompletedTask
            : GitEngines.Of(useGit).PushAsync(plan.Root, plan.Remote.Name, $":{LocalRepository.Heads}{plan.Name}", plan.RemoteTip, access, cancellationToken);

    /// <summary>Forgets that it was on the remote, after the host has removed it.</summary>
    public static void Forget(RemovePlan plan)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        LibGit2Failures.Guard(plan.Root, () => repository.Refs.Remove($"refs/remotes/{plan.Remote?.Name}/{plan.Name}"));
    }

    /// <summary>Removes it here; if it is checked out, another one is checked out before and brought to where the remote is, if that loses nothing.</summary>
    /// <exception cref="CurrentBranchException">It is checked out, and that cannot be changed.</exception>
    /// <exception cref="BranchMovedException">It got other commits since it was looked at.</exception>
    public static async Task RemoveLocalAsync(RemovePlan plan, RemoveRequest request, CancellationToken cancellationToken)
    {
        if (await NativeWork.RunAsync(() => IsCurrent(plan), cancellationToken).ConfigureAwait(false))
        {
            string other = await NativeWork.RunAsync(() => PrepareSwitch(plan, request.SwitchTo), cancellationToken).ConfigureAwait(false);
            await GitEngines.Of(request.UseGit).CheckoutAsync(plan.Root, other, cancellationToken).ConfigureAwait(false);
        }

        await NativeWork.RunAsync(() => Remove(plan), cancellationToken).ConfigureAwait(false);
    }

    private static (string Root, string? Remote) Find(RemoveRequest request, string name)
    {
        using Repository repository = LocalRepository.Open(request.Path);
        return LibGit2Failures.Guard(request.Path, () =>
        {
            string root = LocalRepository.RootOf(repository);
            Remote? remote = LocalRepository.RemoteOf(repository, request.Remote, name);
            return request.Remote is not null && remote is null ? throw new RemoteNotSetException(root, request.Remote) : (root, remote?.Name);
        });
    }

    private static RemovePlan Examine(string root, string name, string? remoteName, bool localOnly)
    {
        using Repository repository = LocalRepository.Open(root);
        return LibGit2Failures.Guard(root, () =>
        {
            IReadOnlyDictionary<string, Branch> remotes = BranchReader.OnRemote(repository, remoteName);
            Branch? local = repository.Branches[LocalRepository.Heads + name];
            remotes.TryGetValue(name, out Branch? remote);
            if (local is null && remote is null)
                throw new BranchNotFoundException(name, remoteName is null ? "here" : $"here or on {remoteName}", [.. repository.Branches.Where(b => !b.IsRemote).Select(b => b.FriendlyName).Concat(remotes.Keys).Distinct(StringComparer.Ordinal)]);
            return new RemovePlan(
                root,
                name,
                local?.Tip.Sha,
                remote?.Tip.Sha,
                GitRemote.Of(remoteName is null ? null : repository.Network.Remotes[remoteName]),
                local is { IsCurrentRepositoryHead: true },
                Unmerged(repository, name, localOnly && local is not null ? [local] : [local, remote]));
        });
    }

    private static int Unmerged(Repository repository, string name, Branch?[] gone)
    {
        List<Commit> kept = [.. repository.Branches.Where(b => b.Tip is not null && b.FriendlyName != name && !gone.Any(g => g?.CanonicalName == b.CanonicalName)).Select(b => b.Tip)];
        return repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = gone.Where(b => b is not null).Select(b => b!.Tip).ToList(), ExcludeReachableFrom = kept }).Count();
    }

    /// <summary>Whether it is checked out now. Consent may take minutes, in which somebody commits to it, or leaves it.</summary>
    private static bool IsCurrent(RemovePlan plan)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        return LibGit2Failures.Guard(plan.Root, () => Find(repository, plan) is { IsCurrentRepositoryHead: true });
    }

    /// <summary>The branch here, which is the one that was looked at; null if it is gone.</summary>
    private static Branch? Find(Repository repository, RemovePlan plan)
    {
        Branch? branch = plan.LocalTip is null ? null : repository.Branches[LocalRepository.Heads + plan.Name];
        return branch is null || branch.Tip.Sha == plan.LocalTip ? branch : throw new BranchMovedException(plan.Name, "got another commit here");
    }

    private static string PrepareSwitch(RemovePlan plan, string other)
    {
        using Repository repository = LocalRepository.OpenForWork(plan.Root);
        return LibGit2Failures.Guard(plan.Root, () =>
        {
            if (ChangeReader.Read(repository).Count > 0)
                throw new CurrentBranchException(plan.Name, plan.Root, "which has changes that are not committed");
            Branch? local = repository.Branches[LocalRepository.Heads + other];
            BranchReader.OnRemote(repository, plan.Remote?.Name).TryGetValue(other, out Branch? remote);
            if (other == plan.Name || (local is null && remote is null))
                throw new CurrentBranchException(plan.Name, plan.Root, $"and there is no branch '{other}' to check out instead");
            // Moved forward under another worktree, it would look there as if what is new had been taken back.
            if (local is not null && IsInOtherWorktree(repository, local))
                throw new CurrentBranchException(plan.Name, plan.Root, $"and '{other}', which was to be checked out instead, is so in another worktree");
            if (local is null)
            {
                repository.CreateBranch(other, remote!.Tip);
                RepositoryConfiguration.Follow(repository, other, plan.Remote!.Name, LocalRepository.Heads + other);
            }
            else if (remote is not null && repository.ObjectDatabase.CalculateHistoryDivergence(local.Tip, remote.Tip) is { AheadBy: 0, BehindBy: > 0 })
                repository.Refs.UpdateTarget(local.Reference, remote.Tip.Id, "fast-forward");
            return other;
        });
    }

    private static bool IsInOtherWorktree(Repository repository, Branch branch)
    {
        string common = RepositoryConfiguration.CommonFolder(repository), linked = Path.Combine(common, "worktrees");
        // A bare repository's own HEAD is checked out nowhere.
        IEnumerable<string> folders = [.. RepositoryConfiguration.Get<bool>(repository, "core.bare") ? [] : new[] { common }, .. Directory.Exists(linked) ? Directory.GetDirectories(linked) : []];
        return folders.Where(folder => Whole(folder) != Whole(repository.Info.Path)).Select(folder => Path.Combine(folder, "HEAD"))
            .Any(head => File.Exists(head) && File.ReadAllText(head).Trim() == "ref: " + branch.CanonicalName);

        static string Whole(string folder) => Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
    }

    private static void Remove(RemovePlan plan)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        LibGit2Failures.Guard(plan.Root, () =>
        {
            if (Find(repository, plan) is { } branch)
                repository.Branches.Remove(branch);
        });
    }
}
