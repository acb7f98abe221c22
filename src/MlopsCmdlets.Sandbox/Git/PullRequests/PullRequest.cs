using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.Storage;
using MlopsCmdlets.Sandbox.Git.Transport;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Git.PullRequests;

/// <summary>A pull request of either host: two branches, and what merging them would give. Reviews and rules are in the classes below it.</summary>
internal abstract class PullRequest(GitRepository repository, long number, GitUser author)
{
    private PolledState _check = new(0);
    private MergeOutcome? _outcome;

    public GitRepository Repository => repository;

    public GitHost Host => repository.Host;

    /// <summary>Counted per repository on GitHub, per organisation on Azure.</summary>
    public long Number => number;

    public GitUser Author => author;

    public required string Title { get; set; }

    public string Body { get; set; } = "";

    public bool IsDraft { get; set; }

    public required GitRepository HeadRepository { get; init; }

    public required string HeadBranch { get; init; }

    public required string BaseBranch { get; set; }

    public string HeadSha { get; private set; } = "";

    public string BaseSha { get; private set; } = "";

    public PullRequestState State { get; protected set; }

    public DateTimeOffset CreatedAt { get; } = repository.Host.World.Now;

    public DateTimeOffset UpdatedAt { get; protected set; } = repository.Host.World.Now;

    public DateTimeOffset? ClosedAt { get; private set; }

    public GitUser? MergedBy { get; private set; }

    /// <summary>The commit that the merge made.</summary>
    public string? MergeSha { get; private set; }

    /// <summary>The commit that a merge would make now, for the host to show; null while it is not known.</summary>
    public string? TestMergeSha { get; private set; }

    /// <summary>Where the branches parted when they last moved.</summary>
    public string? MergeBase { get; private set; }

    public void Touch() => UpdatedAt = Host.World.Now;

    /// <summary>Looks where the branches are now. Called when either moved.</summary>
    /// <param name="pusher">Who moved it.</param>
    public async Task RefreshAsync(GitUser? pusher)
    {
        if (State != PullRequestState.Open) return;
        var (storage, source) = (await Repository.OpenAsync(), await HeadRepository.OpenAsync());
        var (head, target) = (await source.BranchAsync(HeadBranch), await storage.BranchAsync(BaseBranch));
        if (head is null || target is null)
        {
            await OnBranchGoneAsync();
            return;
        }

        if (head == HeadSha && target == BaseSha) return;
        var before = HeadSha;
        (HeadSha, BaseSha) = (head, target);
        if (head != before)
        {
            if (HeadRepository != Repository) await storage.FetchAsync(source, $"+{head}:{PullRef("head")}");
            else await storage.UpdateRefAsync(PullRef("head"), head);
        }

        MergeBase = await storage.MergeBaseAsync(target, head);
        Forget();
        if (before.Length > 0 && await storage.IsAncestorAsync(head, target)) Conclude(pusher ?? Author, head);
        else if (head != before && before.Length > 0) await OnHeadMovedAsync(pusher);
    }

    /// <summary>Whether the branches can be merged; null while the host still computes it, which takes as many looks as other asynchronous work.</summary>
    public async Task<bool?> LookIfMergeableAsync()
    {
        if (!_check.Done)
        {
            _check.Poll();
            return null;
        }

        return await IsMergeableAsync();
    }

    /// <summary>The same, at once.</summary>
    public async Task<bool> IsMergeableAsync()
    {
        var storage = await Repository.OpenAsync();
        _outcome ??= await storage.MergeAsync(BaseSha, HeadSha);
        if (_outcome.Conflicts) return false;
        if (TestMergeSha is null)
        {
            var host = new GitSignature("Sandbox", "noreply@example.invalid", Host.World.Now);
            TestMergeSha = await storage.CommitTreeAsync(_outcome.Tree!, [BaseSha, HeadSha], $"Merge {HeadSha} into {BaseSha}", host, host);
            await storage.UpdateRefAsync(PullRef("merge"), TestMergeSha);
        }

        return true;
    }

    /// <summary>Merges and moves the base branch. Null when it conflicts, or the base moved meanwhile.</summary>
    public async Task<string?> MergeAsync(MergeMethod method, string message, GitUser user)
    {
        if (!await IsMergeableAsync()) return null;
        var storage = await Repository.OpenAsync();
        var now = user.Sign(Host.World.Now);
        string? rebased = null;
        if (method is MergeMethod.Rebase or MergeMethod.RebaseMerge && (rebased = await storage.RebaseAsync(BaseSha, HeadSha, now)) is null) return null;
        var sha = method switch
        {
            MergeMethod.Rebase => rebased!,
            MergeMethod.RebaseMerge => await storage.CommitTreeAsync((await storage.CommitAsync(rebased!))!.Tree, [BaseSha, rebased!], message, now, now),
            MergeMethod.Squash => await storage.CommitTreeAsync(_outcome!.Tree!, [BaseSha], message, Author.Sign(Host.World.Now), now),
            _ => await storage.CommitTreeAsync(_outcome!.Tree!, [BaseSha, HeadSha], message, now, now),
        };
        var before = BaseSha;
        if (!await storage.UpdateRefAsync(GitRef.Heads + BaseBranch, sha, before)) return null;
        Conclude(user, sha);
        await Repository.OnRefChangedAsync(new RefUpdate(GitRef.Heads + BaseBranch, before, sha), user);
        return sha;
    }

    public void Close()
    {
        State = PullRequestState.Closed;
        ClosedAt = Host.World.Now;
        Touch();
    }

    public async Task ReopenAsync()
    {
        State = PullRequestState.Open;
        ClosedAt = null;
        Touch();
        await RefreshAsync(null);
    }

    /// <summary>Merges are computed anew, for instance after another base was chosen.</summary>
    protected void Forget()
    {
        _check = new PolledState(Host.World.Settings.PollsPerStep);
        _outcome = null;
        TestMergeSha = null;
        Touch();
    }

    /// <summary>New commits came to the head.</summary>
    protected abstract Task OnHeadMovedAsync(GitUser? pusher);

    /// <summary>The head or the base branch was deleted.</summary>
    protected abstract Task OnBranchGoneAsync();

    private string PullRef(string kind) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"refs/pull/{number}/{kind}");

    private void Conclude(GitUser user, string sha)
    {
        State = PullRequestState.Merged;
        ClosedAt = Host.World.Now;
        MergedBy = user;
        MergeSha = sha;
        Touch();
    }
}
