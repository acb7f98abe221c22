using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Http.Errors;

namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>From the failures of the HTTP stack to those of Git hosts, as far as all kinds of hosts mean the same by them.</summary>
internal static class HostFailures
{
    /// <param name="error">What the HTTP stack threw.</param>
    /// <param name="host">The host's address.</param>
    /// <param name="action">What was tried.</param>
    /// <param name="timeout">The connection's time-out.</param>
    /// <param name="ofStatus">What a status means at this kind of host; asked first. Null leaves it to the common meaning.</param>
    public static GitHostException Translate(
        ApiException error, Uri host, string action, TimeSpan timeout, Func<GitHostFailure, ApiStatusException, GitHostException?> ofStatus)
    {
        var failure = new GitHostFailure(host, action) { MayHaveBeenDone = error.MayHaveBeenProcessed };
        return error switch
        {
            ApiStatusException e => OfStatus(failure with { Status = e.Status }, e, ofStatus),
            // The next attempt would have come too late: what made it wait says more.
            ApiTimeoutException { IsTotal: true, InnerException: ApiException e } => Translate(e, host, action, timeout, ofStatus),
            ApiTimeoutException e => new GitHostTimeoutException(failure, "a reply", e.IsTotal ? timeout : e.Limit, e),
            ApiCertificateException e => new GitHostCertificateException(failure, e.Problem, e),
            ApiRedirectException e => new GitHostInvalidReplyException(failure with { Status = e.Status }, e.Problem, e),
            ApiNotJsonException or ApiEncodingException or ApiTooLargeException => new GitHostInvalidReplyException(failure, error.Problem, error),
            _ => new GitHostUnreachableException(failure, error.Problem, error),
        };
    }

    private static GitHostException OfStatus(GitHostFailure failure, ApiStatusException e, Func<GitHostFailure, ApiStatusException, GitHostException?> ofStatus) =>
        ofStatus(failure, e) ?? OfStatus(failure, e);

    /// <summary>The common meaning of a status.</summary>
    public static GitHostException OfStatus(GitHostFailure failure, ApiStatusException e) => e.Status switch
    {
        401 => new GitHostAuthenticationException(failure, e),
        408 or >= 500 => new GitHostUnavailableException(failure, e),
        429 => new GitHostSecondaryLimitException(failure, e.RetryAfter, e),
        400 or 422 => new GitHostInvalidRequestException(failure, e),
        _ => new GitHostRefusedException(failure, e),
    };
}
