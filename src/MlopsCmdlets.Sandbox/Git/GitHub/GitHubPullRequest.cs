using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Git.PullRequests;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A pull request as GitHub keeps it, and what its base branch's protection asks of it.</summary>
internal sealed class GitHubPullRequest(GitHubRepository repository, long number, GitUser author) : PullRequest(repository, number, author)
{
    public GitHubRepository GitHubRepository => repository;

    public long Id { get; } = repository.Host.Accounts.NextId();

    public List<Review> Reviews { get; } = [];

    public List<IssueComment> Comments { get; } = [];

    public List<GitUser> RequestedReviewers { get; } = [];

    public List<GitTeam> RequestedTeams { get; } = [];

    public bool MaintainerCanModify { get; set; } = true;

    public BranchProtection? Protection => repository.Protections.GetValueOrDefault(BaseBranch);

    /// <summary>The review of each writer that counts: the last one that approves or asks for changes.</summary>
    public IEnumerable<Review> Opinions => Reviews
        .Where(r => r.User != Author && r.State is Review.Approved or Review.ChangesRequested or Review.Dismissed && repository.PermissionOf(r.User) >= RepositoryPermission.Write)
        .GroupBy(r => r.User)
        .Select(g => g.Last())
        .Where(r => r.State != Review.Dismissed);

    /// <summary>Why the rules do not let the user merge, in GitHub's words; null when they do.</summary>
    public async Task<string?> BlockedAsync(GitUser user)
    {
        if (Protection is not { } rules) return null;
        if (!rules.EnforceAdmins && repository.PermissionOf(user) == RepositoryPermission.Admin) return null;
        if (rules.LockBranch) return "Cannot change this locked branch";
        if (rules.Restrictions is { } restriction && !restriction.Allows(user)) return GitHubRepository.NotAuthorized;
        if (Unmet(rules) is { } unmet) return unmet;
        if (rules is { Strict: true, Checks: not null } && await IsBehindAsync()) return "The head branch is not up to date with the base branch.";
        return null;
    }

    /// <summary>GitHub's <c>mergeable_state</c>.</summary>
    public async Task<string> MergeableStateAsync(bool? mergeable)
    {
        if (State != PullRequestState.Open || mergeable is null) return "unknown";
        if (mergeable is false) return "dirty";
        if (IsDraft) return "draft";
        if (Protection is { } rules)
        {
            var behind = rules is { Strict: true, Checks: not null } && await IsBehindAsync();
            if (rules.LockBranch || Unmet(rules) is not null) return "blocked";
            if (behind) return "behind";
        }

        return repository.CombinedState(HeadSha) is "failure" ? "unstable" : "clean";
    }

    public Review AddReview(GitUser user, string state, string body, string? commit)
    {
        var review = new Review(Host.Accounts.NextId(), user, commit ?? HeadSha) { State = state, Body = body, SubmittedAt = state == Review.Pending ? null : Host.World.Now };
        Reviews.Add(review);
        if (state is Review.Approved or Review.ChangesRequested) RequestedReviewers.Remove(user);
        Touch();
        return review;
    }

    protected override Task OnHeadMovedAsync(GitUser? pusher)
    {
        if (Protection?.Reviews is { DismissStale: true })
        {
            foreach (var review in Reviews.Where(r => r.State == Review.Approved)) review.State = Review.Dismissed;
        }

        return Task.CompletedTask;
    }

    protected override Task OnBranchGoneAsync()
    {
        Close();
        return Task.CompletedTask;
    }

    /// <summary>What the rules ask of the pull request itself, whoever merges it.</summary>
    private string? Unmet(BranchProtection rules)
    {
        if (rules.Reviews is { } reviews)
        {
            if (Opinions.Any(r => r.State == Review.ChangesRequested)) return "Changes have been requested by a reviewer with write access.";
            var approvals = Opinions.Where(r => r.State == Review.Approved).ToList();
            if (approvals.Count < reviews.Approvals)
            {
                return reviews.Approvals == 1
                    ? "At least 1 approving review is required by reviewers with write access."
                    : $"At least {reviews.Approvals} approving reviews are required by reviewers with write access.";
            }

            if (reviews.LastPush && HeadRepository.LastPusher(HeadBranch) is { } pusher && !approvals.Any(r => r.User != pusher && r.Commit == HeadSha))
                return "New changes require approval from someone other than the last pusher.";
        }

        return rules.Checks is { } checks ? repository.MissingCheck(HeadSha, checks) : null;
    }

    private async Task<bool> IsBehindAsync() => !await (await Repository.OpenAsync()).IsAncestorAsync(BaseSha, HeadSha);
}
