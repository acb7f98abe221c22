namespace MlopsCmdlets.Git.Errors;

/// <summary>The token's owner may not do it.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="user">Login of the token's owner; empty when it is not known.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostAccessDeniedException(GitHostFailure failure, string user, Exception? inner = null)
    : GitHostException(failure, user.Length > 0 ? $"'{user}' may not do that." : "the owner of the token may not do that.", inner)
{
    /// <summary>Login of the token's owner; empty when it is not known.</summary>
    public string User { get; } = user;

    /// <inheritdoc/>
    public override string RecommendedAction => "Ask an administrator of the repository for a role that allows it, or let somebody do it who has one.";
}
