namespace MlopsCmdlets.Git.Errors;

/// <summary>The host calls the request invalid.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostInvalidRequestException(GitHostFailure failure, Exception? inner = null)
    : GitHostException(failure, "the host does not accept it.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Correct what the host names.";
}
