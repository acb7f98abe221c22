namespace MlopsCmdlets.Git.Errors;

/// <summary>The host's certificate was not accepted; nothing was sent.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="reason">A sentence that begins in lower case, with its full stop.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostCertificateException(GitHostFailure failure, string reason, Exception? inner = null)
    : GitHostException(failure, reason, inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Give the host's certificate authority with -CaCertificate. -SkipCertificateCheck is for tests only.";
}
