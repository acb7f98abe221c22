using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>
/// Merges. Azure Repos takes the order to complete a pull request and carries it out later; a policy that is not met ends it with
/// <c>mergeStatus: rejectedByPolicy</c>. So first the policies are waited for, then the completion.
/// </summary>
internal sealed class AzureCompletion(AzureConnection connection, AzurePullRequests pulls, AzureBranches branches, BranchPolicies policies)
{
    public async Task<PullRequest> MergeAsync(HostRepositoryName name, int number, MergeRequest request, CancellationToken cancellationToken)
    {
        var action = "merge pull request " + AzurePullRequests.Short(name, number);
        var start = connection.Time.GetTimestamp();
        connection.Patience.Begin(request.Timeout);
        var ready = await WaitUntilReadyAsync(name, number, request, action, cancellationToken).ConfigureAwait(false);
        if (!ready.Document.IsCompleted)
        {
            var branch = AzureBranches.Short(ready.Document.TargetRefName);
            var strategy = await StrategyAsync(name, ready.Document, branch, request.Strategy, action, cancellationToken).ConfigureAwait(false);
            await OrderAsync(name, number, request, strategy, action, cancellationToken).ConfigureAwait(false);
            var left = request.Timeout < TimeSpan.Zero ? request.Timeout : Longer(request.Timeout - connection.Time.GetElapsedTime(start), TimeSpan.Zero);
            await WaitUntilDoneAsync(name, number, request, left, action, cancellationToken).ConfigureAwait(false);
        }

        var merged = await pulls.GetAsync(name, number, cancellationToken).ConfigureAwait(false);
        await request.DeleteBranchAsync(() => DeleteBranchAsync(merged, request, cancellationToken)).ConfigureAwait(false);
        return merged;
    }

    private Task<PullRequestFacts> WaitUntilReadyAsync(HostRepositoryName name, int number, MergeRequest request, string action, CancellationToken cancellationToken) =>
        HostWait.UntilAsync(
            connection.Time,
            request.Timeout,
            async () =>
            {
                var facts = await pulls.FactsAsync(name, number, action, cancellationToken).ConfigureAwait(false);
                Require(facts.Document, request, action);
                if (facts.Document.IsActive)
                    RequireMergeable(facts, action);
                return facts;
            },
            facts => !facts.Document.IsActive ? null : Pending(facts) is { Count: > 0 } pending ? $"waiting for {string.Join(", ", pending)}" : IsUndecided(facts.Document) ? "waiting for the trial merge" : null,
            (facts, words) => Pending(facts) is { Count: > 0 } pending
                ? new ChecksMissingException(connection.Failure(action), [], pending)
                : new GitHostTimeoutException(connection.Failure(action), "the trial merge", request.Timeout),
            request.Progress,
            cancellationToken);

    private Task WaitUntilDoneAsync(HostRepositoryName name, int number, MergeRequest request, TimeSpan timeout, string action, CancellationToken cancellationToken) =>
        HostWait.UntilAsync(
            connection.Time,
            timeout,
            async () =>
            {
                var document = await pulls.DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
                Require(document, request, action);
                if (document.IsCompleted)
                    return document;
                if (document.MergeIs("conflicts"))
                    throw Conflict(document, action);
                if (document.MergeIs("rejectedByPolicy"))
                    throw await RejectedAsync(name, number, action, cancellationToken).ConfigureAwait(false);
                if (document.MergeIs("failure"))
                    throw new PullRequestNotMergeableException(Said(document, action), "the host could not merge it.");
                return document;
            },
            document => document.IsCompleted ? null : "waiting for the host to merge it",
            (_, _) => new GitHostTimeoutException(connection.Failure(action), "the merge", request.Timeout),
            request.Progress,
            cancellationToken);

    /// <summary>Asks for the completion of exactly the expected head. Sent again after a lost reply, it finds the pull request completed and does nothing.</summary>
    private async Task OrderAsync(HostRepositoryName name, int number, MergeRequest request, string strategy, string action, CancellationToken cancellationToken)
    {
        var change = new AzurePullRequestChange("completed")
        {
            LastMergeSourceCommit = new AzureCommitRef(request.ExpectedHead),
            CompletionOptions = new AzureCompletionOptions { DeleteSourceBranch = request.DeleteBranch, MergeStrategy = strategy, BypassPolicy = false },
        };
        try
        {
            await connection.ChangeAsync(
                () => pulls.ChangeAsync(name, number, change, action, cancellationToken),
                async () =>
                {
                    var now = await pulls.DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
                    return now.IsCompleted || now.MergeIs("queued") ? now : null;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostException e) when (e.Failure.Status == 409 && e.IsKind("Stale"))
        {
            var now = await pulls.DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
            throw new PullRequestHeadMovedException(e.Failure, request.ExpectedHead, now.Head == request.ExpectedHead ? null : now.Head, e);
        }
        catch (GitHostException e) when (e.IsKind("NotEditable"))
        {
            // It is closed: by an earlier attempt of ours, or by somebody. What follows looks.
        }
        catch (BranchProtectedException)
        {
            throw await RejectedAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> StrategyAsync(HostRepositoryName name, AzurePullRequest document, string branch, MergeStrategy? wanted, string action, CancellationToken cancellationToken)
    {
        var all = await policies.ListAsync(name, action, cancellationToken).ConfigureAwait(false);
        return MergeWays.Choose(BranchPolicies.For(all, document.Repository ?? new AzureRepository(), branch), wanted, connection.Failure(action));
    }

    /// <summary>The host deletes the branch itself, unless it cannot; then it says nothing.</summary>
    private async Task DeleteBranchAsync(PullRequest merged, MergeRequest request, CancellationToken cancellationToken)
    {
        var repository = merged.HeadRepository ?? merged.Repository;
        var tip = await branches.TipAsync(repository, merged.Head, $"delete the branch '{merged.Head}' of {repository}", cancellationToken).ConfigureAwait(false);
        if (string.Equals(tip, request.ExpectedHead, StringComparison.OrdinalIgnoreCase))
            await branches.DeleteAsync(repository, merged.Head, request.ExpectedHead, cancellationToken).ConfigureAwait(false);
    }

    private void Require(AzurePullRequest document, MergeRequest request, string action)
    {
        if (!string.Equals(document.Head, request.ExpectedHead, StringComparison.OrdinalIgnoreCase))
            throw new PullRequestHeadMovedException(connection.Failure(action), request.ExpectedHead, document.Head);
        if (request.ExpectedBase is not null)
            request.RequireBase(AzureBranches.Short(document.TargetRefName), connection.Failure(action));
        if (!document.IsActive && !document.IsCompleted)
            throw new PullRequestNotMergeableException(connection.Failure(action), "it is closed.");
    }

    /// <summary>People are not waited for, and what is red does not get green by waiting.</summary>
    private void RequireMergeable(PullRequestFacts facts, string action)
    {
        var document = facts.Document;
        if (document.MergeIs("conflicts"))
            throw Conflict(document, action);
        if (document.IsDraft)
            throw new PullRequestNotMergeableException(connection.Failure(action), "it is a draft.");
        var red = RequiredChecks(facts).Where(c => c.Outcome == CheckOutcome.Failed).Select(c => c.Name).ToList();
        if (red.Count > 0)
            throw new ChecksMissingException(connection.Failure(action), red, []);
        if (ReviewProblem(facts, action) is { } problem)
            throw problem;
        var other = facts.Evaluations.FirstOrDefault(e => e.Configuration.IsBlocking && !e.IsMet && !IsCheck(e.Configuration) && !e.Configuration.Is(PolicyKind.MergeStrategy));
        if (other is not null)
            throw new PullRequestNotMergeableException(connection.Failure(action) with { HostText = AzureFailures.Clean(other.Message ?? "") }, $"the policy '{other.Configuration.Type.DisplayName ?? other.Configuration.Type.Id}' of its base is not met.");
    }

    private ReviewsMissingException? ReviewProblem(PullRequestFacts facts, string action)
    {
        var (against, approvals) = PullRequestModel.Count(facts.Document);
        var unmet = facts.Blocking(PolicyKind.MinimumReviewers).Where(e => !e.IsMet).ToList();
        if (unmet.Count > 0)
        {
            // Azure Repos does not tell who pushed last, so that only the number shows it.
            var required = unmet.Max(e => e.Configuration.Number("minimumApproverCount"));
            var remark = approvals >= (required ?? 1) && unmet.Any(e => e.Configuration.Flag("blockLastPusherVote"))
                ? "The approval of whoever pushed last to the head does not count: the policy for reviewers blocks it." : null;
            return new ReviewsMissingException(connection.Failure(action), required, approvals, against, inner: null, remark);
        }

        var asked = (facts.Document.Reviewers ?? []).Any(r => r.IsRequired == true && r.Vote is not >= 5);
        return asked || facts.Blocking(PolicyKind.RequiredReviewers).Any(e => !e.IsMet) ? new ReviewsMissingException(connection.Failure(action), null, approvals, against) : null;
    }

    /// <summary>Why a policy refused: from how the policies judge now.</summary>
    private async Task<GitHostException> RejectedAsync(HostRepositoryName name, int number, string action, CancellationToken cancellationToken)
    {
        var facts = await pulls.FactsAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        try
        {
            RequireMergeable(facts, action);
        }
        catch (GitHostException e)
        {
            return e;
        }

        return Pending(facts) is { Count: > 0 } pending
            ? new ChecksMissingException(connection.Failure(action), [], pending)
            : new PullRequestNotMergeableException(Said(facts.Document, action), "a policy of its base refuses it.");
    }

    private static IEnumerable<CheckState> RequiredChecks(PullRequestFacts facts) => PullRequestModel.Checks(facts).Where(c => c.IsRequired);

    private static IReadOnlyList<string> Pending(PullRequestFacts facts) => RequiredChecks(facts).Where(c => c.Outcome == CheckOutcome.Pending).Select(c => c.Name).ToList();

    private static bool IsCheck(AzurePolicy policy) => policy.Is(PolicyKind.Status) || policy.Is(PolicyKind.Build);

    private static bool IsUndecided(AzurePullRequest document) => document.MergeStatus is null || document.MergeIs("queued") || document.MergeIs("notSet");

    private PullRequestConflictException Conflict(AzurePullRequest document, string action) =>
        new(Said(document, action), AzureBranches.Short(document.SourceRefName), AzureBranches.Short(document.TargetRefName));

    private GitHostFailure Said(AzurePullRequest document, string action) => connection.Failure(action) with { HostText = AzureFailures.Clean(document.MergeFailureMessage ?? "") };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
