namespace MlopsCmdlets.Git.Errors;

/// <summary>The host does not accept the token: it is wrong, has expired, or was revoked.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostAuthenticationException(GitHostFailure failure, Exception? inner = null)
    : GitHostException(failure, "the host does not accept the token.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new token, and connect again with Connect-MlopsGitHost.";
}
