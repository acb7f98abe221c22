using MlopsCmdlets.Sandbox.Git.PullRequests;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>Evaluates the policies of a pull request's target branch.</summary>
internal static class PolicyCheck
{
    /// <summary>Azure's status of one policy: <c>approved</c>, <c>queued</c>, <c>rejected</c> or <c>notApplicable</c>, and why it is not approved.</summary>
    public static (string Status, string? Reason) Evaluate(AzurePolicy policy, AzurePullRequest pull) => policy.TypeId.ToLowerInvariant() switch
    {
        AzurePolicy.MinimumReviewers => Reviewers(policy, pull),
        AzurePolicy.Status => Status(policy, pull),
        AzurePolicy.RequiredReviewers => Required(policy, pull),
        AzurePolicy.CommentResolution => pull.Threads.Any(t => t.Status is "active" or "pending") ? ("rejected", "Not all comments are resolved.") : ("approved", null),
        AzurePolicy.MergeStrategy => Strategy(policy, pull),

        // No builds run here, so one that is required stays queued.
        _ => ("queued", "A build has not run."),
    };

    public static IReadOnlyList<string> Failures(AzurePullRequest pull)
    {
        List<string> failures = [];
        if (pull.IsDraft) failures.Add("The pull request is a draft.");
        if (pull.Votes.Any(v => v is { IsRequired: true, Vote: < 5 })) failures.Add("A required reviewer has not approved.");
        foreach (var policy in pull.AzureRepository.PoliciesFor(pull.BaseBranch).Where(p => p.IsBlocking))
        {
            if (Evaluate(policy, pull) is (not ("approved" or "notApplicable"), { } reason)) failures.Add(reason);
        }

        return failures;
    }

    private static (string, string?) Reviewers(AzurePolicy policy, AzurePullRequest pull)
    {
        var settings = policy.Settings;
        var least = settings.Whole("minimumApproverCount") ?? 1;
        var pusher = pull.HeadRepository.LastPusher(pull.HeadBranch);
        var counted = pull.Votes
            .Where(v => settings.Flag("creatorVoteCounts") == true || v.User != pull.Author)
            .Where(v => settings.Flag("blockLastPusherVote") != true || v.User != pusher)
            .ToList();
        if (settings.Flag("allowDownvotes") != true && counted.Any(v => v.Vote < 0)) return ("rejected", "A reviewer has rejected or waits for the author.");
        return counted.Count(v => v.Vote >= 5) >= least ? ("approved", null) : ("queued", $"At least {least} reviewer(s) must approve.");
    }

    private static (string, string?) Status(AzurePolicy policy, AzurePullRequest pull)
    {
        var (name, genre) = (policy.Settings.Text("statusName"), policy.Settings.Text("statusGenre"));
        var newest = pull.Statuses.LastOrDefault(s =>
            s.Name == name
            && (s.Genre ?? "") == (genre ?? "")
            && (policy.Settings.Flag("invalidateOnSourceUpdate") != true || (s.Iteration ?? s.HeadNumber) == pull.Iterations.Count)
            && (policy.Settings.Text("authorId") is not { } author || author == s.Creator.Guid));
        return newest?.State switch
        {
            "succeeded" or "notApplicable" => ("approved", null),
            null or "pending" or "notSet" => ("queued", $"Status {genre}/{name} has not been set."),
            _ => ("rejected", $"Status {genre}/{name} is {newest.State}."),
        };
    }

    private static (string, string?) Required(AzurePolicy policy, AzurePullRequest pull)
    {
        var wanted = policy.Settings.Strings("requiredReviewerIds").ToList();
        var least = policy.Settings.Whole("minimumApproverCount") ?? wanted.Count;
        return pull.Votes.Count(v => wanted.Contains(v.User.Guid) && v.Vote >= 5) >= least ? ("approved", null) : ("queued", "Required reviewers have not approved.");
    }

    private static (string, string?) Strategy(AzurePolicy policy, AzurePullRequest pull)
    {
        var option = (pull.CompletionOptions.Text("mergeStrategy") ?? "noFastForward") switch
        {
            "squash" => "allowSquash",
            "rebase" => "allowRebase",
            "rebaseMerge" => "allowRebaseMerge",
            _ => "allowNoFastForward",
        };
        return policy.Settings.Flag(option) == true || pull.State == PullRequestState.Merged ? ("approved", null) : ("rejected", "The merge strategy is not allowed on the target branch.");
    }
}
