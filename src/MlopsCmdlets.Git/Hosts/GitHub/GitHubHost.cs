using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>GitHub and GitHub Enterprise, by their REST API (version 2022-11-28) through Octokit.</summary>
internal sealed class GitHubHost : IGitHost
{
    private readonly GitHubAddress _address;
    private readonly GitHubCalls _calls;
    private readonly GitHubRepositories _repositories;
    private readonly GitHubBranches _branches;
    private readonly GitHubChecks _checks;
    private readonly GitHubProtection _protection;
    private readonly GitHubPullRequests _pulls;
    private readonly GitHubReviews _reviews;
    private readonly GitHubMerging _merging;

    public GitHubHost(GitHostOptions options)
    {
        _address = GitHubAddress.Of(options.Url);
        Url = options.Url;
        _calls = new GitHubCalls(options, _address);
        _branches = new GitHubBranches(_calls);
        _repositories = new GitHubRepositories(_calls, _branches);
        _checks = new GitHubChecks(_calls);
        _protection = new GitHubProtection(_calls);
        var verdicts = new GitHubVerdicts(_calls);
        _pulls = new GitHubPullRequests(_calls, verdicts, _checks, _protection);
        _reviews = new GitHubReviews(_calls, _pulls, verdicts);
        _merging = new GitHubMerging(_calls, _pulls, _repositories, _branches);
    }

    public GitHostKind Kind => GitHostKind.GitHub;

    public Uri Url { get; }

    public void TraceTo(Action<string>? lines) => _calls.Trace.Use(lines);

    public Task<HostUser> GetMeAsync(CancellationToken cancellationToken) => _calls.MeAsync(cancellationToken);

    public HostRepositoryName? Recognize(Uri remote) => _address.Recognize(remote);

    public async Task<HostRepository?> FindRepositoryAsync(HostRepositoryName name, CancellationToken cancellationToken) =>
        GitHubAddress.IsValid(name) ? await _repositories.FindAsync(name, cancellationToken).ConfigureAwait(false) : null;

    public Task<HostRepository> CreateRepositoryAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken) =>
        _repositories.CreateAsync(Named(name), isPrivate, cancellationToken);

    public Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken) =>
        _repositories.ForkAsync(Existing(source), Named(target), timeout, progress, cancellationToken);

    public Task<IReadOnlyList<HostBranch>> ListBranchesAsync(HostRepositoryName repository, CancellationToken cancellationToken) =>
        _branches.ListAsync(Existing(repository), cancellationToken);

    public Task<HostBranch?> FindBranchAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _branches.FindAsync(Existing(repository), branch, cancellationToken);

    public Task<HostBranch> CreateBranchAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken) =>
        _branches.CreateAsync(Existing(repository), branch, commit, cancellationToken);

    public Task DeleteBranchAsync(HostRepositoryName repository, string branch, string? expectedCommit, CancellationToken cancellationToken) =>
        _branches.DeleteAsync(Existing(repository), branch, expectedCommit, cancellationToken);

    public Task<bool?> IsAncestorAsync(HostRepositoryName repository, string ancestor, string descendant, CancellationToken cancellationToken) =>
        _branches.IsAncestorAsync(Existing(repository), ancestor, descendant, cancellationToken);

    public Task CreateTagAsync(HostRepositoryName repository, string tag, string commit, string message, CancellationToken cancellationToken) =>
        _branches.CreateTagAsync(Existing(repository), tag, commit, message, cancellationToken);

    public Task<IReadOnlyList<PullRequest>> ListPullRequestsAsync(HostRepositoryName repository, PullRequestQuery query, CancellationToken cancellationToken) =>
        _pulls.ListAsync(Existing(repository), query, cancellationToken);

    public Task<PullRequest> GetPullRequestAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) =>
        _pulls.GetAsync(Existing(repository), number, cancellationToken);

    public Task<PullRequest> CreatePullRequestAsync(HostRepositoryName repository, PullRequestDefinition definition, CancellationToken cancellationToken) =>
        _pulls.CreateAsync(Existing(repository), definition, cancellationToken);

    public Task<PullRequest> ReviewAsync(HostRepositoryName repository, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken) =>
        _reviews.GiveAsync(Existing(repository), number, verdict, expectedHead, comment, cancellationToken);

    public Task<PullRequest> MergeAsync(HostRepositoryName repository, int number, MergeRequest request, CancellationToken cancellationToken) =>
        _merging.MergeAsync(Existing(repository), number, request, cancellationToken);

    public Task<PullRequest> CloseAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) =>
        _pulls.CloseAsync(Existing(repository), number, cancellationToken);

    public Task<PullRequestComment> CommentAsync(HostRepositoryName repository, int number, string key, string markdown, CancellationToken cancellationToken) =>
        _pulls.CommentAsync(Existing(repository), number, key, markdown, cancellationToken);

    public Task<IReadOnlyList<CheckState>> GetChecksAsync(HostRepositoryName repository, string commit, CancellationToken cancellationToken) =>
        _checks.ListAsync(Existing(repository), commit, [], cancellationToken);

    public Task SetCommitStatusAsync(HostRepositoryName repository, string commit, StatusUpdate status, CancellationToken cancellationToken) =>
        _checks.PublishAsync(Existing(repository), commit, status, cancellationToken);

    public async Task SetPullRequestStatusAsync(HostRepositoryName repository, int number, StatusUpdate status, CancellationToken cancellationToken)
    {
        var pull = await _pulls.RawAsync(Existing(repository), number, cancellationToken).ConfigureAwait(false);
        if (status.ExpectedHead is { } head && !string.Equals(pull.Head.Sha, head, StringComparison.OrdinalIgnoreCase))
            throw new PullRequestHeadMovedException(_calls.Failure($"publish status '{status.Context}' of pull request {repository}#{number}"), head, pull.Head.Sha);
        await _checks.PublishAsync(repository, pull.Head.Sha, status, cancellationToken).ConfigureAwait(false);
    }

    public Task<ProtectionReport> GetProtectionAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _protection.GetAsync(Existing(repository), branch, cancellationToken);

    public Task<ProtectionReport> ProtectAsync(HostRepositoryName repository, string branch, ProtectionRules rules, CancellationToken cancellationToken) =>
        _protection.ProtectAsync(Existing(repository), branch, rules, cancellationToken);

    public Task<ProtectionReport> UnprotectAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        _protection.UnprotectAsync(Existing(repository), branch, cancellationToken);

    public void Dispose() => _calls.Dispose();

    public override string ToString() => $"GitHub at {Url}";

    /// <summary>GitHub has none of another name; such a name must not get into a path either.</summary>
    private HostRepositoryName Existing(HostRepositoryName name) =>
        GitHubAddress.IsValid(name) ? name : throw new GitHostNotFoundException(_calls.Failure($"use repository {name}"), $"repository {name}");

    private static HostRepositoryName Named(HostRepositoryName name) => GitHubAddress.IsValid(name)
        ? name
        : throw new ArgumentException($"'{name}' is no name of a repository: letters, digits, '-', '_' and '.' are possible.", nameof(name));
}
