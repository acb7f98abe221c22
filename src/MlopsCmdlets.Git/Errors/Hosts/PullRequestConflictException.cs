namespace MlopsCmdlets.Git.Errors;

/// <summary>Head and base of a pull request changed the same lines.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="head">The branch to merge.</param>
/// <param name="baseBranch">The branch to merge into.</param>
/// <param name="inner">What it was made of.</param>
public sealed class PullRequestConflictException(GitHostFailure failure, string head, string baseBranch, Exception? inner = null)
    : GitHostException(failure, $"'{head}' and '{baseBranch}' changed the same places. Nothing was merged.", inner)
{
    /// <summary>The branch to merge.</summary>
    public string Head { get; } = head;

    /// <summary>The branch to merge into.</summary>
    public string Base { get; } = baseBranch;

    /// <inheritdoc/>
    public override string RecommendedAction => $"Merge '{Base}' into '{Head}' in a clone, resolve the conflicts, and push.";
}
