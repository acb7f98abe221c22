namespace MlopsCmdlets.Git.Errors;

/// <summary>A pull request cannot be merged for another reason: it is closed or a draft, a rule stands in its way, or the way to merge is not allowed.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="reason">A sentence that begins in lower case, with its full stop.</param>
/// <param name="inner">What it was made of.</param>
public sealed class PullRequestNotMergeableException(GitHostFailure failure, string reason, Exception? inner = null)
    : GitHostException(failure, reason + " Nothing was merged.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Read the host's reason; Get-MlopsPullRequest shows what it waits for.";
}
