using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;
using MlopsCmdlets.Git.Hosts.AzureRepos.Refs;
using MlopsCmdlets.Git.Hosts.AzureRepos.Rules;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos;

/// <summary>
/// Azure Repos: an organisation of Azure DevOps Services, or a collection of Azure DevOps Server. API 7.1. Owners of repositories are its projects.
/// </summary>
internal sealed class AzureReposHost : IGitHost
{
    private readonly AzureConnection _connection;
    private readonly AzureIdentities _identities;
    private readonly AzureRepositories _repositories;
    private readonly AzureForks _forks;
    private readonly AzureBranches _branches;
    private readonly AzureTags _tags;
    private readonly AzureStatuses _statuses;
    private readonly AzurePullRequests _pulls;
    private readonly AzureComments _comments;
    private readonly AzureReviews _reviews;
    private readonly AzureCompletion _completion;
    private readonly BranchProtection _protection;

    /// <exception cref="ArgumentException">The address names no organisation or collection.</exception>
    public AzureReposHost(GitHostOptions options)
        : this(options, PullRequestReach.Usual)
    {
    }

    /// <summary>For tests, which have few pull requests.</summary>
    internal AzureReposHost(GitHostOptions options, PullRequestReach reach)
    {
        _connection = new AzureConnection(options);
        var policies = new BranchPolicies(_connection);
        _identities = new AzureIdentities(_connection);
        _repositories = new AzureRepositories(_connection);
        _branches = new AzureBranches(_connection, _repositories, policies);
        _forks = new AzureForks(_connection, _repositories, _branches);
        _tags = new AzureTags(_connection, _branches);
        _statuses = new AzureStatuses(_connection);
        _comments = new AzureComments(_connection, _identities);
        _pulls = new AzurePullRequests(_connection, _repositories, _branches, _identities, _statuses, _comments, reach);
        _reviews = new AzureReviews(_connection, _pulls, _comments, _identities);
        _completion = new AzureCompletion(_connection, _pulls, _branches, policies);
        _protection = new BranchProtection(_connection, _repositories, _branches, policies, new BranchPermissions(_connection), _identities);
    }

    public GitHostKind Kind => GitHostKind.AzureRepos;

    public Uri Url => _connection.Address.Url;

    public void TraceTo(Action<string>? lines) => _connection.Trace.Use(lines);

    public async Task<HostUser> GetMeAsync(CancellationToken cancellationToken) => (await _identities.MeAsync(cancellationToken).ConfigureAwait(false)).ToUser();

    public HostRepositoryName? Recognize(Uri remote) => _connection.Address.Recognize(remote);

    public Task<HostRepository?> FindRepositoryAsync(HostRepositoryName name, CancellationToken cancellationToken) => _repositories.FindAsync(name, cancellationToken);

    public Task<HostRepository> CreateRepositoryAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken) =>
        _repositories.CreateAsync(name, isPrivate, cancellationToken);

    public Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken) =>
        _forks.ForkAsync(source, target, timeout, progress, cancellationToken);

    public Task<IReadOnlyList<HostBranch>> ListBranchesAsync(HostRepositoryName repository, CancellationToken cancellationToken) => _branches.ListAsync(repository, cancellationToken);

    public Task<HostBranch?> FindBranchAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _branches.FindAsync(repository, branch, cancellationToken);

    public Task<HostBranch> CreateBranchAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken) =>
        _branches.CreateAsync(repository, branch, commit, cancellationToken);

    public Task DeleteBranchAsync(HostRepositoryName repository, string branch, string? expectedCommit, CancellationToken cancellationToken) =>
        _branches.DeleteAsync(repository, branch, expectedCommit, cancellationToken);

    public Task<bool?> IsAncestorAsync(HostRepositoryName repository, string ancestor, string descendant, CancellationToken cancellationToken) =>
        _branches.IsAncestorAsync(repository, ancestor, descendant, cancellationToken);

    public Task CreateTagAsync(HostRepositoryName repository, string tag, string commit, string message, CancellationToken cancellationToken) =>
        _tags.CreateAsync(repository, tag, commit, message, cancellationToken);

    public Task<IReadOnlyList<PullRequest>> ListPullRequestsAsync(HostRepositoryName repository, PullRequestQuery query, CancellationToken cancellationToken) =>
        _pulls.ListAsync(repository, query, cancellationToken);

    public Task<PullRequest> GetPullRequestAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) =>
        _pulls.GetAsync(repository, number, cancellationToken);

    public Task<PullRequest> CreatePullRequestAsync(HostRepositoryName repository, PullRequestDefinition definition, CancellationToken cancellationToken) =>
        _pulls.CreateAsync(repository, definition, cancellationToken);

    public Task<PullRequest> ReviewAsync(HostRepositoryName repository, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken) =>
        _reviews.ReviewAsync(repository, number, verdict, expectedHead, comment, cancellationToken);

    public Task<PullRequest> MergeAsync(HostRepositoryName repository, int number, MergeRequest request, CancellationToken cancellationToken) =>
        _completion.MergeAsync(repository, number, request, cancellationToken);

    public Task<PullRequest> CloseAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) => _pulls.CloseAsync(repository, number, cancellationToken);

    public Task<PullRequestComment> CommentAsync(HostRepositoryName repository, int number, string key, string markdown, CancellationToken cancellationToken) =>
        _comments.WriteAsync(repository, number, key, markdown, AzureComments.Closed, cancellationToken);

    public Task<IReadOnlyList<CheckState>> GetChecksAsync(HostRepositoryName repository, string commit, CancellationToken cancellationToken) =>
        _pulls.ChecksOfAsync(repository, commit, cancellationToken);

    public Task SetCommitStatusAsync(HostRepositoryName repository, string commit, StatusUpdate status, CancellationToken cancellationToken) =>
        _statuses.SetOfCommitAsync(repository, commit, status, cancellationToken);

    public Task SetPullRequestStatusAsync(HostRepositoryName repository, int number, StatusUpdate status, CancellationToken cancellationToken) =>
        _statuses.SetOfPullRequestAsync(repository, number, status, cancellationToken);

    public Task<ProtectionReport> GetProtectionAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _protection.GetAsync(repository, branch, cancellationToken);

    public Task<ProtectionReport> ProtectAsync(HostRepositoryName repository, string branch, ProtectionRules rules, CancellationToken cancellationToken) =>
        _protection.ProtectAsync(repository, branch, rules, cancellationToken);

    public Task<ProtectionReport> UnprotectAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _protection.UnprotectAsync(repository, branch, cancellationToken);

    public void Dispose() => _connection.Dispose();
}
