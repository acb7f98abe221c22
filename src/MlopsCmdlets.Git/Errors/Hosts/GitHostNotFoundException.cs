namespace MlopsCmdlets.Git.Errors;

/// <summary>There is no such thing, or the token's owner cannot see it.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="what">What was looked for, for example <c>repository churn-team/churn</c>.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostNotFoundException(GitHostFailure failure, string what, Exception? inner = null)
    : GitHostException(failure, $"there is no {what}, or the token does not let it be seen.", inner)
{
    /// <summary>What was looked for, for example <c>repository churn-team/churn</c>.</summary>
    public string What { get; } = what;

    /// <inheritdoc/>
    public override string RecommendedAction => "Check the name; then whether the token's owner is a member, and whether the token has the right to read it.";
}
