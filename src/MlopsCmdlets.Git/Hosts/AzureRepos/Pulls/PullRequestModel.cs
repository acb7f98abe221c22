using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>From Azure Repos' documents to the model of all hosts.</summary>
internal static class PullRequestModel
{
    private const int Approved = 5;

    /// <summary>What the document alone says: no checks, and whether it could be merged only when it could not.</summary>
    public static PullRequest Brief(AzurePullRequest document, HostRepositoryName repository, Uri webUrl)
    {
        // A group has the vote of its member, who is listed too.
        var reviewers = document.Reviewers ?? [];
        var votes = reviewers.Where(r => r.IsContainer != true && r.Vote is not (null or 0)).ToList();
        var name = document.Repository is { Project.Name: { Length: > 0 }, Name: { Length: > 0 } } found ? found.ToName() : repository;
        return new PullRequest(name, document.PullRequestId, document.Title, StateOf(document))
        {
            Body = document.Description ?? "",
            Author = document.CreatedBy?.ToUser() ?? new HostUser("", ""),
            Head = AzureBranches.Short(document.SourceRefName),
            HeadRepository = document.ForkSource?.Repository is { Project.Name: not null } fork ? fork.ToName() : name,
            HeadCommit = document.Head,
            Base = AzureBranches.Short(document.TargetRefName),
            BaseCommit = document.LastMergeTargetCommit?.CommitId,
            MergeCommit = document.IsCompleted ? document.LastMergeCommit?.CommitId : null,
            Mergeable = document.IsActive && document.MergeIs("conflicts") ? Mergeability.Conflict : Mergeability.Unknown,
            // The document does not say which head a vote was for; where votes are dropped when it moves, they are set to none.
            Reviews = votes.Select(r => new Review(r.ToUser(), Verdict(r.Vote!.Value), Commit: null, IsStale: false)).ToList(),
            RequiredReviewers = reviewers.Where(r => r.IsRequired == true).Select(r => r.ToUser()).ToList(),
            RequestedReviewers = reviewers.Where(r => r.Vote is null or 0).Select(r => r.ToUser()).ToList(),
            WebUrl = webUrl,
            CreatedAt = document.CreationDate,
            MergedAt = document.IsCompleted ? document.ClosedDate : null,
        };
    }

    /// <param name="facts">What the host says.</param>
    /// <param name="repository">Its repository.</param>
    /// <param name="webUrl">Where people look at it.</param>
    /// <param name="headOf">The head that a reviewer's vote is for, by their id; null where that is not known.</param>
    public static PullRequest Full(PullRequestFacts facts, HostRepositoryName repository, Uri webUrl, Func<string, string?> headOf)
    {
        var document = facts.Document;
        var blockers = document.IsActive ? Blockers(facts) : [];
        var brief = Brief(document, repository, webUrl);
        // A vote that a push would have taken back is for the head that there is.
        var present = facts.Evaluations.Any(e => e.Configuration.Is(PolicyKind.MinimumReviewers) && e.Configuration.Flag("resetOnSourcePush")) ? document.Head : null;
        return brief with
        {
            Reviews = brief.Reviews.Select(review => review with { Commit = headOf(review.Reviewer.Id) ?? present }).ToList(),
            Blockers = blockers,
            Mergeable = MergeabilityOf(document, blockers.Count > 0),
            RequiredApprovals = facts.Blocking(PolicyKind.MinimumReviewers).Select(e => e.Configuration.Number("minimumApproverCount") ?? 1).DefaultIfEmpty(0).Max(),
            Checks = Checks(facts),
        };
    }

    public static CheckOutcome OutcomeOf(string state) => state.ToLowerInvariant() switch
    {
        "succeeded" or "notapplicable" => CheckOutcome.Succeeded,
        "failed" or "error" => CheckOutcome.Failed,
        _ => CheckOutcome.Pending,
    };

    public static CheckState Check(AzureStatus status, bool isRequired) =>
        new(status.Context?.ToString() ?? "", OutcomeOf(status.State), isRequired, status.Description ?? "", Link(status.TargetUrl));

    /// <summary>The newest of each name, in the order of their names' first appearance.</summary>
    public static IReadOnlyList<AzureStatus> Newest(IEnumerable<AzureStatus> statuses) =>
        statuses.Where(s => s.Context is not null).GroupBy(s => s.Context!.ToString(), StringComparer.Ordinal).Select(g => g.OrderBy(s => s.Id ?? 0).Last()).ToList();

    /// <summary>Who rejects it or waits for its author, and how many approve besides the author.</summary>
    public static (IReadOnlyList<string> Against, int For) Count(AzurePullRequest document)
    {
        var votes = (document.Reviewers ?? []).Where(r => r.IsContainer != true).ToList();
        return (votes.Where(r => r.Vote < 0).Select(r => r.ToUser().Login).ToList(), votes.Count(r => r.Vote >= Approved && r.Id != document.CreatedBy?.Id));
    }

    private static PullRequestState StateOf(AzurePullRequest document) =>
        document.IsActive ? PullRequestState.Open : document.IsCompleted ? PullRequestState.Merged : PullRequestState.Closed;

    private static ReviewVerdict Verdict(int vote) => vote >= Approved ? ReviewVerdict.Approve : vote < 0 ? ReviewVerdict.Reject : ReviewVerdict.Comment;

    private static Mergeability MergeabilityOf(AzurePullRequest document, bool isBlocked) => document switch
    {
        { IsActive: false } => Mergeability.Unknown,
        _ when document.MergeIs("conflicts") => Mergeability.Conflict,
        _ when isBlocked => Mergeability.Blocked,
        // A refusal by a policy is from the last try; what the policies say now counts.
        _ when document.MergeIs("succeeded") || document.MergeIs("rejectedByPolicy") => Mergeability.Ready,
        _ => Mergeability.Unknown,
    };

    private static IReadOnlyList<string> Blockers(PullRequestFacts facts)
    {
        var document = facts.Document;
        List<string> blockers = [];
        if (document.MergeIs("conflicts"))
            blockers.Add(document.MergeFailureMessage ?? "Head and base changed the same places.");
        else if (document.MergeIs("failure"))
            blockers.Add(document.MergeFailureMessage ?? "Azure Repos could not try the merge.");
        if (document.IsDraft)
            blockers.Add("The pull request is a draft.");
        foreach (var reviewer in (document.Reviewers ?? []).Where(r => r.IsRequired == true && r.Vote is not >= Approved))
            blockers.Add($"The required reviewer {reviewer.DisplayName ?? reviewer.UniqueName} has not approved.");
        // How it is merged is chosen at the merge.
        foreach (var evaluation in facts.Evaluations.Where(e => e.Configuration.IsBlocking && !e.IsMet && !e.Configuration.Is(PolicyKind.MergeStrategy)))
            blockers.Add(evaluation.Message ?? Words(evaluation));
        return blockers;
    }

    private static string Words(AzureEvaluation evaluation)
    {
        var policy = evaluation.Configuration;
        return policy.Type.Id.ToLowerInvariant() switch
        {
            PolicyKind.MinimumReviewers => $"At least {policy.Number("minimumApproverCount") ?? 1} reviewer(s) must approve.",
            PolicyKind.Status => $"The status {policy.StatusContext} has not succeeded.",
            PolicyKind.CommentResolution => "Not all comments are resolved.",
            PolicyKind.RequiredReviewers => "Required reviewers have not approved.",
            _ => $"The policy '{policy.Text("displayName") ?? policy.Type.DisplayName ?? policy.Type.Id}' is {evaluation.Status}.",
        };
    }

    /// <summary>Statuses, and what its policies for statuses and builds say. Several policies may have one name: that of a build is free, and need not be given.</summary>
    public static IReadOnlyList<CheckState> Checks(PullRequestFacts facts)
    {
        var published = new Dictionary<string, CheckState>(StringComparer.Ordinal);
        foreach (var status in facts.CommitStatuses.Concat(facts.Statuses))
            published[status.Context!.ToString()] = Check(status, isRequired: false);
        List<CheckState> judged = [];
        foreach (var evaluation in facts.Evaluations)
        {
            var policy = evaluation.Configuration;
            if (policy.Is(PolicyKind.Status))
            {
                // The policy looks at the pull request's statuses alone, so one of the commit does not make it green.
                var own = facts.Statuses.FirstOrDefault(s => s.Context!.ToString() == policy.StatusContext);
                judged.Add(new(policy.StatusContext, OutcomeOf(evaluation, own), policy.IsBlocking, own?.Description ?? "", Link(own?.TargetUrl)));
                published.Remove(policy.StatusContext);
            }
            else if (policy.Is(PolicyKind.Build))
            {
                var name = policy.Text("displayName") is { Length: > 0 } text ? text : policy.Type.DisplayName ?? "Build";
                judged.Add(new(name, OutcomeOf(evaluation, own: null), policy.IsBlocking, evaluation.Message ?? "", TargetUrl: null));
            }
        }

        return CheckStates.WorstOfEach(published.Values.Concat(judged)).ToList();
    }

    private static CheckOutcome OutcomeOf(AzureEvaluation evaluation, AzureStatus? own) =>
        evaluation.IsMet ? CheckOutcome.Succeeded
        : evaluation.IsWaiting && (own is null || OutcomeOf(own.State) != CheckOutcome.Failed) ? CheckOutcome.Pending
        : CheckOutcome.Failed;

    /// <summary>Foreign text: only addresses of the web are links.</summary>
    private static Uri? Link(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url : null;
}
