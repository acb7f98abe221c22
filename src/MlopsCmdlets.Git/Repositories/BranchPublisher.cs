using LibGit2Sharp;
using MlopsCmdlets.Git.Repositories.Engines;
using MlopsCmdlets.Git.Repositories.Engines.LibGit2;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Pushes branches, in two steps, so that a user can look in between.</summary>
public static class BranchPublisher
{
    /// <summary>Finds what would be pushed where. Changes nothing.</summary>
    /// <exception cref="DetachedHeadException">No branch is given or checked out.</exception>
    /// <exception cref="BranchNotFoundException">There is no such branch here.</exception>
    /// <exception cref="RemoteNotSetException">There is no remote.</exception>
    public static PublishPlan Plan(PublishRequest request)
    {
        using Repository repository = LocalRepository.Open(request.Path);
        return LibGit2Failures.Guard(request.Path, () =>
        {
            string root = LocalRepository.RootOf(repository);
            if (request.Branch is null && repository.Info.IsHeadDetached)
                throw new DetachedHeadException(root);
            string name = request.Branch is null ? repository.Head.FriendlyName : PushRejections.Short(request.Branch);
            Branch? branch = repository.Branches[LocalRepository.Heads + name];
            if (branch?.Tip is null)
                throw new BranchNotFoundException(name, "here", [.. repository.Branches.Where(b => !b.IsRemote).Select(b => b.FriendlyName)]);
            Remote remote = LocalRepository.RemoteOf(repository, request.Remote, name) ?? throw new RemoteNotSetException(root, request.Remote ?? LocalRepository.DefaultRemote);
            return new PublishPlan(root, name, branch.Tip.Sha, GitRemote.Of(remote)!, RepositoryConfiguration.RemoteOf(repository, name) is null, RepositoryRemarks.Of(repository));
        });
    }

    /// <summary>Pushes the planned commit to the branch of the same name; what the branch got since then stays here.</summary>
    /// <exception cref="BranchMovedException">The branch lost that commit since then.</exception>
    /// <exception cref="ProtectedPushException">Rules of the server forbid it.</exception>
    /// <exception cref="OutdatedPushException">The remote has commits that are not here.</exception>
    /// <exception cref="PushRejectedException">The server refuses for another reason, which is in the message.</exception>
    /// <exception cref="RemoteAccessDeniedException">The user may not push there.</exception>
    public static async Task<GitPush> PushAsync(PublishPlan plan, RemoteAccess access, bool useGit, CancellationToken cancellationToken)
    {
        await NativeWork.RunAsync(() => RefuseTakenBack(plan), cancellationToken).ConfigureAwait(false);
        string? before = await GitEngines.Of(useGit).PushAsync(plan.Root, plan.Remote.Name, $"{plan.Commit}:{LocalRepository.Heads}{plan.Branch}", expected: null, access, cancellationToken).ConfigureAwait(false);
        return await NativeWork.RunAsync(() => Describe(plan, before), cancellationToken).ConfigureAwait(false);
    }

    // A commit that was amended while a question waited is not what is to be published.
    private static void RefuseTakenBack(PublishPlan plan)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        LibGit2Failures.Guard(plan.Root, () =>
        {
            Commit? tip = repository.Branches[LocalRepository.Heads + plan.Branch]?.Tip;
            if (tip is null || (tip.Sha != plan.Commit && repository.ObjectDatabase.FindMergeBase(tip, repository.Lookup<Commit>(plan.Commit))?.Sha != plan.Commit))
                throw new BranchMovedException(plan.Branch, "lost the commit that was to be pushed");
        });
    }

    private static GitPush Describe(PublishPlan plan, string? before)
    {
        using Repository repository = LocalRepository.Open(plan.Root);
        return LibGit2Failures.Guard(plan.Root, () =>
        {
            if (plan.SetsUpstream)
                RepositoryConfiguration.Follow(repository, plan.Branch, plan.Remote.Name, LocalRepository.Heads + plan.Branch);
            Commit tip = repository.Lookup<Commit>(plan.Commit);
            return new GitPush
            {
                Branch = plan.Branch,
                Remote = plan.Remote.Name,
                RemoteUrl = plan.Remote.PushUrl,
                Commit = plan.Commit,
                Before = before,
                Commits = before is not null && repository.Lookup<Commit>(before) is { } old ? repository.ObjectDatabase.CalculateHistoryDivergence(tip, old).AheadBy : NewOnes(repository, plan, tip),
                Root = plan.Root,
            };
        });
    }

    /// <summary>Of a new branch, the commits that no other branch of the remote has.</summary>
    private static int NewOnes(Repository repository, PublishPlan plan, Commit tip) =>
        repository.Commits.QueryBy(new CommitFilter
        {
            IncludeReachableFrom = tip,
            ExcludeReachableFrom = BranchReader.OnRemote(repository, plan.Remote.Name).Where(b => b.Key != plan.Branch).Select(b => b.Value.Tip).ToList(),
        }).Count();
}
