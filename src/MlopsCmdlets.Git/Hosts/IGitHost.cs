using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts;

/// <summary>
/// A Git host as one user. One model for all products; every member says the same on each, and a contract test holds them to it. Safe for concurrent use.
/// A change whose reply was lost is looked for before it is made again; nothing is made twice.
/// Failures are <c>GitHostException</c>s, one type per kind of failure.
/// </summary>
public interface IGitHost : IDisposable
{
    /// <summary>Which product.</summary>
    GitHostKind Kind { get; }

    /// <summary>Address that it was connected with.</summary>
    Uri Url { get; }

    /// <summary>Says who is told, in a line each, of the calls made from here on; inside an asynchronous method that holds until it returns. No secrets are in the lines.</summary>
    /// <param name="lines">Takes them, on any thread; null for nobody.</param>
    void TraceTo(Action<string>? lines);

    /// <summary>Who the token belongs to.</summary>
    Task<HostUser> GetMeAsync(CancellationToken cancellationToken);

    /// <summary>The name in an address of a repository of this host; null for an address elsewhere.</summary>
    HostRepositoryName? Recognize(Uri remote);

    /// <summary>Reads a repository; null when there is none or it is not visible.</summary>
    Task<HostRepository?> FindRepositoryAsync(HostRepositoryName name, CancellationToken cancellationToken);

    /// <summary>Creates an empty repository.</summary>
    Task<HostRepository> CreateRepositoryAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken);

    /// <summary>Forks with all branches and waits until they are all there, with the tips that the source had or newer.</summary>
    Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken);

    /// <summary>All branches.</summary>
    Task<IReadOnlyList<HostBranch>> ListBranchesAsync(HostRepositoryName repository, CancellationToken cancellationToken);

    /// <summary>One branch; null when there is none.</summary>
    Task<HostBranch?> FindBranchAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken);

    /// <summary>Creates a branch at a commit.</summary>
    Task<HostBranch> CreateBranchAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken);

    /// <summary>Deletes a branch if its tip is the expected one. It is no error when there is none.</summary>
    Task DeleteBranchAsync(HostRepositoryName repository, string branch, string? expectedCommit, CancellationToken cancellationToken);

    /// <summary>Whether a commit is in the history of another one, or is that one; null where the repository lacks one of them.</summary>
    Task<bool?> IsAncestorAsync(HostRepositoryName repository, string ancestor, string descendant, CancellationToken cancellationToken);

    /// <summary>Creates an annotated tag. One of that name on the same commit is no error.</summary>
    Task CreateTagAsync(HostRepositoryName repository, string tag, string commit, string message, CancellationToken cancellationToken);

    /// <summary>Pull requests, newest first.</summary>
    Task<IReadOnlyList<PullRequest>> ListPullRequestsAsync(HostRepositoryName repository, PullRequestQuery query, CancellationToken cancellationToken);

    /// <summary>One pull request with reviews, checks and merge state.</summary>
    Task<PullRequest> GetPullRequestAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken);

    /// <summary>Opens a pull request; an open one from the same head into the same base is given back instead of made again.</summary>
    Task<PullRequest> CreatePullRequestAsync(HostRepositoryName repository, PullRequestDefinition definition, CancellationToken cancellationToken);

    /// <summary>Approves, rejects or comments, bound to the head that was looked at.</summary>
    Task<PullRequest> ReviewAsync(HostRepositoryName repository, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken);

    /// <summary>Merges exactly the expected head; waits for merges that the host does later.</summary>
    Task<PullRequest> MergeAsync(HostRepositoryName repository, int number, MergeRequest request, CancellationToken cancellationToken);

    /// <summary>Closes without merging.</summary>
    Task<PullRequest> CloseAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken);

    /// <summary>Writes a comment; an earlier one of this user with the same hidden key is replaced.</summary>
    Task<PullRequestComment> CommentAsync(HostRepositoryName repository, int number, string key, string markdown, CancellationToken cancellationToken);

    /// <summary>
    /// Statuses and check runs of a commit. On Azure Repos also those of the pull requests whose head it is, where its policies look for them, and of those that it
    /// merged into a base that had nothing new: its files are the head's then. One name may come twice.
    /// </summary>
    Task<IReadOnlyList<CheckState>> GetChecksAsync(HostRepositoryName repository, string commit, CancellationToken cancellationToken);

    /// <summary>Publishes a status of a commit.</summary>
    Task SetCommitStatusAsync(HostRepositoryName repository, string commit, StatusUpdate status, CancellationToken cancellationToken);

    /// <summary>Publishes a status where the host's policy for pull requests looks: its head commit on GitHub, the pull request itself on Azure Repos.</summary>
    Task SetPullRequestStatusAsync(HostRepositoryName repository, int number, StatusUpdate status, CancellationToken cancellationToken);

    /// <summary>What protects a branch, read from the host, rule by rule.</summary>
    Task<ProtectionReport> GetProtectionAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken);

    /// <summary>Sets the rules that are given, leaves others alone, reads back and reports what the host really enforces. Doing it twice changes nothing.</summary>
    Task<ProtectionReport> ProtectAsync(HostRepositoryName repository, string branch, ProtectionRules rules, CancellationToken cancellationToken);

    /// <summary>Removes all rules that this module sets.</summary>
    Task<ProtectionReport> UnprotectAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken);
}
