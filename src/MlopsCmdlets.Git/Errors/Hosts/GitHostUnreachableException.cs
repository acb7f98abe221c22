namespace MlopsCmdlets.Git.Errors;

/// <summary>No connection could be made, or it broke.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="reason">A sentence that begins in lower case, with its full stop.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostUnreachableException(GitHostFailure failure, string reason, Exception? inner = null)
    : GitHostException(failure, reason, inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Check the address, the network, the proxy (-Proxy) and whether the host is up, then run it again: nothing is made twice.";
}
