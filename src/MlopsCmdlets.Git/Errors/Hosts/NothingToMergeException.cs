namespace MlopsCmdlets.Git.Errors;

/// <summary>The head has no commit that the base lacks.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="head">The branch to merge.</param>
/// <param name="baseBranch">The branch to merge into.</param>
/// <param name="inner">What it was made of.</param>
public sealed class NothingToMergeException(GitHostFailure failure, string head, string baseBranch, Exception? inner = null)
    : GitHostException(failure, $"'{head}' has no commit that '{baseBranch}' lacks.", inner)
{
    /// <summary>The branch to merge.</summary>
    public string Head { get; } = head;

    /// <summary>The branch to merge into.</summary>
    public string Base { get; } = baseBranch;

    /// <inheritdoc/>
    public override string RecommendedAction => "Commit and push first: Save-MlopsChange, Publish-MlopsBranch.";
}
