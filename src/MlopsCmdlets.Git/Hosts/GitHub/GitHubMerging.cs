using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Merges: waits for what can be waited for, then merges exactly the head that was asked for, once.</summary>
internal sealed class GitHubMerging(GitHubCalls calls, GitHubPullRequests pulls, GitHubRepositories repositories, GitHubBranches branches)
{
    public async Task<PullRequest> MergeAsync(HostRepositoryName repository, int number, MergeRequest request, CancellationToken cancellationToken)
    {
        var action = $"merge pull request {repository}#{number}";
        calls.Patience.Begin(request.Timeout);
        var start = calls.Time.GetTimestamp();
        while (true)
        {
            GitHubRules? known = null;
            var left = request.Timeout < TimeSpan.Zero ? request.Timeout : request.Timeout - calls.Time.GetElapsedTime(start);
            var (pull, rules) = await HostWait.UntilAsync(
                calls.Time,
                request.Timeout >= TimeSpan.Zero && left < TimeSpan.Zero ? TimeSpan.Zero : left,
                async () =>
                {
                    var found = await pulls.ReadAsync(repository, number, known, cancellationToken).ConfigureAwait(false);
                    known = found.Rules;
                    return found;
                },
                found => WaitsFor(action, found.PullRequest, request),
                (found, words) => TooLate(action, found.PullRequest, words, request.Timeout),
                request.Progress,
                cancellationToken).ConfigureAwait(false);
            if (pull.State == PullRequestState.Merged || await TryAsync(action, pull, rules, request, cancellationToken).ConfigureAwait(false))
                return await FinishAsync(repository, pull, request, cancellationToken).ConfigureAwait(false);

            // The base moved between look and merge: look again, as long as there is time.
            if (request.Timeout >= TimeSpan.Zero && calls.Time.GetElapsedTime(start) >= request.Timeout)
                throw new GitHostTimeoutException(calls.Failure(action), $"a pause in which '{pull.Base}' does not move", request.Timeout);
        }
    }

    /// <summary>What to wait for; null when it can be tried, or is merged. What waiting does not cure is thrown.</summary>
    private string? WaitsFor(string action, PullRequest pull, MergeRequest request)
    {
        var failure = calls.Failure(action);
        if (pull.HeadCommit != request.ExpectedHead)
            throw new PullRequestHeadMovedException(failure, request.ExpectedHead, pull.HeadCommit);
        request.RequireBase(pull.Base, failure);
        if (pull.State == PullRequestState.Merged)
            return null;
        if (pull.State == PullRequestState.Closed)
            throw new PullRequestNotMergeableException(failure, "it was closed.");
        if (pull.Mergeable == Mergeability.Conflict)
            throw new PullRequestConflictException(failure, pull.Head, pull.Base);
        var rejections = GitHubBlockers.Rejections(pull).Select(review => review.Reviewer.Login).ToList();
        if (rejections.Count > 0 || GitHubBlockers.MissingApprovals(pull))
            throw new ReviewsMissingException(failure, pull.RequiredApprovals, GitHubBlockers.Approvals(pull), rejections);
        if (Names(pull, CheckOutcome.Failed) is { Count: > 0 } failed)
            throw new ChecksMissingException(failure, failed, Names(pull, CheckOutcome.Pending));
        return Names(pull, CheckOutcome.Pending) is { Count: > 0 } pending ? $"waiting for the checks {string.Join(", ", pending)}"
            : pull.Mergeable == Mergeability.Unknown ? "waiting for GitHub to find out whether it can be merged"
            : null;
    }

    private Exception TooLate(string action, PullRequest pull, string words, TimeSpan timeout) =>
        Names(pull, CheckOutcome.Pending) is { Count: > 0 } pending
            ? new ChecksMissingException(calls.Failure(action), [], pending)
            : new GitHostTimeoutException(calls.Failure(action), words.StartsWith("waiting for ", StringComparison.Ordinal) ? words.Substring("waiting for ".Length) : words, timeout);

    private static List<string> Names(PullRequest pull, CheckOutcome outcome) => [.. pull.Checks.Where(check => check.IsRequired && check.Outcome == outcome).Select(check => check.Name)];

    /// <summary>False when the base moved meanwhile.</summary>
    private async Task<bool> TryAsync(string action, PullRequest pull, GitHubRules rules, MergeRequest request, CancellationToken cancellationToken)
    {
        var ways = request.Strategy is { } wanted ? [wanted] : await WaysAsync(pull.Repository, rules, cancellationToken).ConfigureAwait(false);
        for (var i = 0; ; i++)
        {
            try
            {
                await HostChange.MakeAsync<object>(
                    calls.Time,
                    async () => await calls.SendAsync(
                        action,
                        $"pull request {pull}",
                        client => client.PullRequest.Merge(pull.Repository.Owner, pull.Repository.Name, pull.Number, new Octokit.MergePullRequest { Sha = request.ExpectedHead, MergeMethod = MethodOf(ways[i]) }),
                        cancellationToken,
                        RetrySafety.Never).ConfigureAwait(false),
                    async () => await pulls.RawAsync(pull.Repository, pull.Number, cancellationToken).ConfigureAwait(false) is { Merged: true } merged && merged.Head.Sha == request.ExpectedHead ? merged : null,
                    cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (GitHostRefusedException e) when (e.Failure.Status is 405 or 409)
            {
                if (GitHubErrors.Says(e.Failure, "Base branch was modified"))
                    return false;
                if (!IsWay(e.Failure) || i + 1 >= ways.Count)
                    throw await ExplainAsync(e, pull, request, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The ways that repository and branch allow, in the order of preference; all of them where GitHub does not tell.</summary>
    private async Task<IReadOnlyList<MergeStrategy>> WaysAsync(HostRepositoryName repository, GitHubRules rules, CancellationToken cancellationToken)
    {
        var found = await repositories.FindRawAsync(repository, cancellationToken).ConfigureAwait(false);
        var ways = new List<MergeStrategy>();
        if (found?.AllowMergeCommit != false && !rules.OnlyLinear)
            ways.Add(MergeStrategy.Merge);
        if (found?.AllowSquashMerge != false)
            ways.Add(MergeStrategy.Squash);
        if (found?.AllowRebaseMerge != false)
            ways.Add(MergeStrategy.Rebase);
        return ways.Count > 0 ? ways : [MergeStrategy.Merge];
    }

    private async Task<GitHostException> ExplainAsync(GitHostRefusedException e, PullRequest before, MergeRequest request, CancellationToken cancellationToken)
    {
        var failure = e.Failure;
        if (failure.Status == 409)
        {
            var moved = await pulls.RawAsync(before.Repository, before.Number, cancellationToken).ConfigureAwait(false);
            return moved.Head.Sha != request.ExpectedHead ? new PullRequestHeadMovedException(failure, request.ExpectedHead, moved.Head.Sha, e) : new PullRequestNotMergeableException(failure, "the host sees a conflict.", e);
        }

        var pull = await pulls.GetAsync(before.Repository, before.Number, cancellationToken).ConfigureAwait(false);
        if (pull.HeadCommit != request.ExpectedHead)
            return new PullRequestHeadMovedException(failure, request.ExpectedHead, pull.HeadCommit, e);
        if (pull.State != PullRequestState.Open)
            return new PullRequestNotMergeableException(failure, "it was closed.", e);
        if (GitHubErrors.Says(failure, "approving review") || GitHubErrors.Says(failure, "Changes have been requested") || GitHubErrors.Says(failure, "require approval"))
        {
            return new ReviewsMissingException(
                failure, pull.RequiredApprovals, GitHubBlockers.Approvals(pull), [.. pull.Reviews.Where(review => review.Verdict == ReviewVerdict.Reject && !review.IsStale).Select(review => review.Reviewer.Login)], e);
        }

        if (GitHubErrors.Says(failure, "status check"))
            return new ChecksMissingException(failure, Names(pull, CheckOutcome.Failed), Names(pull, CheckOutcome.Pending), e);
        if (GitHubBranches.IsProtection(failure))
            return new BranchProtectedException(failure, pull.Base, e);
        if (pull.Mergeable == Mergeability.Conflict)
            return new PullRequestConflictException(failure, pull.Head, pull.Base, e);
        return new PullRequestNotMergeableException(failure, "a rule of the repository or of its base stands in the way.", e);
    }

    private async Task<PullRequest> FinishAsync(HostRepositoryName repository, PullRequest pull, MergeRequest request, CancellationToken cancellationToken)
    {
        if (pull.HeadRepository is { } source)
            await request.DeleteBranchAsync(() => branches.DeleteAsync(source, pull.Head, request.ExpectedHead, cancellationToken)).ConfigureAwait(false);
        return await pulls.GetAsync(repository, pull.Number, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsWay(GitHostFailure failure) => GitHubErrors.Says(failure, "not allowed on this");

    private static Octokit.PullRequestMergeMethod MethodOf(MergeStrategy strategy) => strategy switch
    {
        MergeStrategy.Squash => Octokit.PullRequestMergeMethod.Squash,
        MergeStrategy.Rebase => Octokit.PullRequestMergeMethod.Rebase,
        _ => Octokit.PullRequestMergeMethod.Merge,
    };
}
