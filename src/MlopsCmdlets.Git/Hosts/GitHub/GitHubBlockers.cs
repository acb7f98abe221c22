using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>What stands in the way of a merge, as far as it shows before one tries.</summary>
internal static class GitHubBlockers
{
    public static IEnumerable<string> Of(PullRequest pull, Octokit.PullRequest raw)
    {
        if (pull.Mergeable == Mergeability.Conflict)
            yield return $"'{pull.Head}' and '{pull.Base}' changed the same places.";
        if (raw.Draft)
            yield return "It is a draft.";
        if (raw.MergeableState?.StringValue == "behind")
            yield return $"'{pull.Head}' does not hold the newest commits of '{pull.Base}'.";
        foreach (var check in pull.Checks.Where(check => check.IsRequired && check.Outcome != CheckOutcome.Succeeded))
            yield return check.Outcome == CheckOutcome.Failed ? $"The required check '{check.Name}' failed." : $"The required check '{check.Name}' is expected.";
        foreach (var review in Rejections(pull))
            yield return $"{review.Reviewer.Login} asks for changes.";
        if (MissingApprovals(pull))
            yield return $"{pull.RequiredApprovals} approvals are required, and it has {Approvals(pull)}.";
    }

    public static int Approvals(PullRequest pull) => pull.Reviews.Count(review => review.Verdict == ReviewVerdict.Approve && !review.IsStale);

    public static bool MissingApprovals(PullRequest pull) => pull.RequiredApprovals is { } required && Approvals(pull) < required;

    /// <summary>They stand in the way only where reviews are required.</summary>
    public static IEnumerable<Review> Rejections(PullRequest pull) =>
        pull.RequiredApprovals is 0 ? [] : pull.Reviews.Where(review => review.Verdict == ReviewVerdict.Reject && !review.IsStale);
}
