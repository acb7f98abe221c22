using System.Management.Automation;
using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Errors;

/// <summary>The rows of the error table for Git hosts, special types before general ones. Each exception of a host brings its own advice about its case.</summary>
internal static class GitHostErrors
{
    public static readonly IReadOnlyList<ErrorRule> Rules =
    [
        // Which host and repository.
        new(typeof(NoGitHostException), "NoGitHost", ErrorCategory.ConnectionError, "Run Connect-MlopsGitHost first, or pass -GitHost.", EndsPipeline: true),
        new(typeof(RepositoryNotRecognizedException), "RepositoryNotRecognized", ErrorCategory.InvalidArgument,
            "Name the repository with -Repository owner/name, or connect to its host with Connect-MlopsGitHost.", EndsPipeline: true),

        // Connection: no later item could do better.
        new(typeof(GitHostAuthenticationException), "GitHostAuthenticationFailed", ErrorCategory.AuthenticationError, "Make a new token, and connect again with Connect-MlopsGitHost.", EndsPipeline: true),
        new(typeof(GitHostCertificateException), "CertificateNotTrusted", ErrorCategory.SecurityError, "Give the host's certificate authority with -CaCertificate.", EndsPipeline: true),
        new(typeof(GitHostUnreachableException), "GitHostUnreachable", ErrorCategory.ConnectionError, "Check the address, the network and the proxy, then run it again.", EndsPipeline: true),
        new(typeof(GitHostRateLimitedException), "GitHostRateLimited", ErrorCategory.LimitsExceeded, "Run it again after the time that the message names.", EndsPipeline: true),
        new(typeof(GitHostSecondaryLimitException), "GitHostSecondaryLimit", ErrorCategory.LimitsExceeded, "Wait some minutes, then run it again with fewer calls at the same time.", EndsPipeline: true),

        // Rights.
        new(typeof(GitHostScopeException), "TokenScopeMissing", ErrorCategory.PermissionDenied, "Make a token with the right that the message names, and connect again."),
        new(typeof(GitHostAccessDeniedException), "GitHostAccessDenied", ErrorCategory.PermissionDenied, "Ask an administrator of the repository for a role that allows it."),

        // Pull requests and branches.
        new(typeof(BranchOrderException), "BranchOrder", ErrorCategory.InvalidOperation, "Open it into the branch that the message names."),
        new(typeof(BranchNotOnHostException), "BranchNotFound", ErrorCategory.ObjectNotFound, "Check the name, or push the branch first: Publish-MlopsBranch."),
        new(typeof(OwnPullRequestException), "OwnPullRequest", ErrorCategory.PermissionDenied, "Let somebody else review it."),
        new(typeof(PullRequestHeadMovedException), "HeadMoved", ErrorCategory.InvalidOperation, "Review the new commits, then do it again with the new head."),
        new(typeof(BranchMovedException), "BranchMoved", ErrorCategory.InvalidOperation, "Look at the new commits, then do it again with the new tip."),
        new(typeof(BranchProtectedException), "BranchProtected", ErrorCategory.PermissionDenied, "Change it by a pull request; Get-MlopsBranch shows its rules."),
        new(typeof(PullRequestConflictException), "MergeConflict", ErrorCategory.InvalidOperation, "Merge the base into the head in a clone, resolve the conflicts, and push."),
        new(typeof(ChecksMissingException), "ChecksMissing", ErrorCategory.InvalidOperation, "Repair what the checks found, or give more time with -TimeoutSec."),
        new(typeof(ReviewsMissingException), "ReviewsMissing", ErrorCategory.InvalidOperation, "Let somebody else than the author approve it: Approve-MlopsPullRequest."),
        new(typeof(PullRequestNotMergeableException), "NotMergeable", ErrorCategory.InvalidOperation, "Read the host's reason; Get-MlopsPullRequest shows what it waits for."),
        new(typeof(NothingToMergeException), "NothingToMerge", ErrorCategory.InvalidOperation, "Commit and push first: Save-MlopsChange, Publish-MlopsBranch."),

        // Answers of the host.
        new(typeof(GitHostNotFoundException), "GitHostNotFound", ErrorCategory.ObjectNotFound, "Check the name, and whether the token's owner may see it."),
        new(typeof(GitHostAmbiguousNameException), "AmbiguousName", ErrorCategory.InvalidArgument, "Give the whole login, or the id."),
        new(typeof(GitHostAlreadyExistsException), "GitHostAlreadyExists", ErrorCategory.ResourceExists, "Choose another name, or remove what has it."),
        new(typeof(GitHostTimeoutException), "WaitTimeout", ErrorCategory.OperationTimeout, "Look at the state again later, or give more time with -TimeoutSec; running it again is safe."),
        new(typeof(GitHostOutcomeUnknownException), "OutcomeUnknown", ErrorCategory.InvalidResult, "Look at the host whether it was done before you run it again."),
        new(typeof(GitHostUnavailableException), "GitHostUnavailable", ErrorCategory.ConnectionError, "Look at the host's status page, and run it again later."),
        new(typeof(GitHostInvalidReplyException), "InvalidReply", ErrorCategory.InvalidResult, "Check address and kind of the host; a proxy's error page looks the same."),
        new(typeof(GitHostInvalidRequestException), "InvalidRequest", ErrorCategory.InvalidArgument, "Correct what the host names."),
        new(typeof(GitHostNotSupportedException), "NotSupportedByHost", ErrorCategory.NotImplemented, "Do it another way, or use a release or plan of the host that has it."),
        new(typeof(GitHostRefusedException), "GitHostRefused", ErrorCategory.InvalidOperation, "Read the host's reason."),
        new(typeof(GitHostException), "GitHostError", ErrorCategory.InvalidOperation, "Read the message."),
    ];
}
