namespace MlopsCmdlets.Git.Errors;

/// <summary>Nobody may review their own pull request.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="user">Login of the author.</param>
/// <param name="inner">What it was made of.</param>
public sealed class OwnPullRequestException(GitHostFailure failure, string user, Exception? inner = null)
    : GitHostException(failure, $"'{user}' opened it, and nobody may approve or reject their own. Nothing was changed.", inner)
{
    /// <summary>Login of the author.</summary>
    public string User { get; } = user;

    /// <inheritdoc/>
    public override string RecommendedAction => "Let somebody else review it.";
}
