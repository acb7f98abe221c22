namespace MlopsCmdlets.Git.Errors;

/// <summary>The host, its release or its plan has no such thing.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="reason">A sentence that begins in lower case, with its full stop.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostNotSupportedException(GitHostFailure failure, string reason, Exception? inner = null)
    : GitHostException(failure, reason, inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Do it another way, or use a release or plan of the host that has it.";
}
