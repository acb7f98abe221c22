namespace MlopsCmdlets.Git.Errors;

/// <summary>The answer is not one of this kind of host.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="reason">A sentence that begins in lower case, with its full stop.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostInvalidReplyException(GitHostFailure failure, string reason, Exception? inner = null)
    : GitHostException(failure, reason, inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Check address and kind of the host; a proxy's error page looks the same.";
}
