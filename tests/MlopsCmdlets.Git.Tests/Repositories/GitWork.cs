using MlopsCmdlets.Git.Checks;
using MlopsCmdlets.Git.Repositories;

namespace MlopsCmdlets.Git.Tests.Repositories;

/// <summary>The steps of a day's work in one repository of a folder, without a network.</summary>
internal sealed class GitWork(GitFolder folder, string repository = "clone")
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<GitBranch> BranchAsync(string name, bool useGit = false) =>
        FeatureBranches.CreateAsync(new FeatureBranchRequest { Path = folder[repository], Name = name, UseGit = useGit }, RemoteAccess.Anonymous, Stop);

    /// <summary>Null where nothing differs.</summary>
    public async Task<GitCommit?> SaveAsync(bool useGit = false, string[]? paths = null, CommitCheckOptions? checks = null, CancellationToken cancellationToken = default)
    {
        var request = new SaveRequest { Path = folder[repository], Message = "Change", Paths = paths, Checks = checks ?? new CommitCheckOptions(), UseGit = useGit };
        SavePlan plan = await ChangeSaver.PlanAsync(request, Stop);
        return plan.Changes.Count == 0 ? null : await ChangeSaver.CommitAsync(plan, request, cancellationToken == default ? Stop : cancellationToken);
    }

    public Task<GitPush> PushAsync(bool useGit = false) =>
        BranchPublisher.PushAsync(BranchPublisher.Plan(new PublishRequest { Path = folder[repository] }), RemoteAccess.Anonymous, useGit, Stop);
}
