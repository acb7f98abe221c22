using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Tests.Git;

/// <summary>A Git host in memory with one repository, or two where one is a fork. It notes what is asked of it.</summary>
internal sealed class FakeGitHost(GitHostKind kind = GitHostKind.GitHub) : IGitHost
{
    public const string Sha1 = "1111111111111111111111111111111111111111", Sha2 = "2222222222222222222222222222222222222222";

    public static readonly HostRepositoryName Team = new("churn-team", "churn"), Upstream = new("churn-upstream", "churn");

    public HostUser Me { get; set; } = new("7", "lead");

    public Dictionary<HostRepositoryName, HostRepositoryName?> Repositories { get; } = new() { [Team] = Upstream, [Upstream] = null };

    public Dictionary<string, string> Branches { get; } = new(StringComparer.Ordinal) { ["dev"] = Sha1, ["uat"] = Sha1, ["prd"] = Sha1, ["feature"] = Sha2 };

    public List<PullRequest> PullRequests { get; } = [];

    public List<(HostRepositoryName Repository, PullRequestDefinition Definition)> Created { get; } = [];

    public List<string> Calls { get; } = [];

    public List<CheckState> Checks { get; } = [];

    public StatusUpdate? Status { get; private set; }

    public string? Commented { get; private set; }

    /// <summary>Number of a pull request that takes no comments.</summary>
    public int Locked { get; init; }

    public MergeRequest? Merged { get; private set; }

    /// <summary>Why a merged branch is not deleted; null where it is.</summary>
    public GitHostException? Kept { get; set; }

    public ProtectionRules? Rules { get; private set; }

    public Func<string, ProtectionReport>? Report { get; set; }

    public bool IsDisposed { get; private set; }

    public Action<string>? Trace { get; private set; }

    public GitHostKind Kind => kind;

    public Uri Url { get; } = new("https://git.example.com");

    public void TraceTo(Action<string>? lines) => Trace = lines;

    public PullRequest Add(string head = "feature", string @base = "dev", string author = "datascientist", string title = "A change")
    {
        var request = new PullRequest(Team, PullRequests.Count + 1, title, PullRequestState.Open)
        {
            Author = new HostUser("", author), Head = head, HeadCommit = Branches.GetValueOrDefault(head, Sha2), HeadRepository = Team, Base = @base, BaseCommit = Sha1,
            WebUrl = new Uri($"https://git.example.com/churn-team/churn/pull/{PullRequests.Count + 1}"), Mergeable = Mergeability.Ready,
        };
        PullRequests.Add(request);
        return request;
    }

    public void Dispose() => IsDisposed = true;

    public Task<HostUser> GetMeAsync(CancellationToken cancellationToken) => Task.FromResult(Me);

    public HostRepositoryName? Recognize(Uri remote) =>
        remote.Host == Url.Host && remote.AbsolutePath.Trim('/').Replace(".git", "", StringComparison.Ordinal).Split('/') is [var owner, var name] ? new HostRepositoryName(owner, name) : null;

    public Task<HostRepository?> FindRepositoryAsync(HostRepositoryName name, CancellationToken cancellationToken) =>
        Task.FromResult(Repositories.TryGetValue(name, out HostRepositoryName? parent) ? new HostRepository(name, Url, Url, "prd") { Parent = parent } : null);

    public Task<HostRepository> CreateRepositoryAsync(HostRepositoryName name, bool isPrivate, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<HostRepository> ForkAsync(HostRepositoryName source, HostRepositoryName target, TimeSpan timeout, IProgress<string>? progress, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<HostBranch>> ListBranchesAsync(HostRepositoryName repository, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HostBranch>>([.. Branches.Select(b => new HostBranch(b.Key, b.Value, false))]);

    /// <summary>What is known of which commit is in the history of which; nothing of others.</summary>
    public Dictionary<(string Ancestor, string Descendant), bool> Ancestry { get; } = [];

    public Task<bool?> IsAncestorAsync(HostRepositoryName repository, string ancestor, string descendant, CancellationToken cancellationToken) =>
        Task.FromResult<bool?>(Ancestry.TryGetValue((ancestor, descendant), out bool known) ? known : null);

    public Task<HostBranch?> FindBranchAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        Task.FromResult(Branches.TryGetValue(branch, out string? commit) ? new HostBranch(branch, commit, false) : null);

    public Task<HostBranch> CreateBranchAsync(HostRepositoryName repository, string branch, string commit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteBranchAsync(HostRepositoryName repository, string branch, string? expectedCommit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CreateTagAsync(HostRepositoryName repository, string tag, string commit, string message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<PullRequest>> ListPullRequestsAsync(HostRepositoryName repository, PullRequestQuery query, CancellationToken cancellationToken)
    {
        Calls.Add($"list {query.State?.ToString() ?? "all"} {query.Base} {query.Head} {query.Limit}");
        return Task.FromResult<IReadOnlyList<PullRequest>>([.. PullRequests.Where(r => (query.State is null || r.State == query.State) && (query.Base is null || r.Base == query.Base) && (query.Head is null || r.Head == query.Head)).Reverse()]);
    }

    public Task<PullRequest> GetPullRequestAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken)
    {
        Calls.Add($"get {number}");
        return Task.FromResult(PullRequests.Find(r => r.Number == number) ?? throw new GitHostNotFoundException(new GitHostFailure(Url, "read it"), $"pull request {repository}#{number}"));
    }

    public Task<PullRequest> CreatePullRequestAsync(HostRepositoryName repository, PullRequestDefinition definition, CancellationToken cancellationToken)
    {
        Created.Add((repository, definition));
        return Task.FromResult(new PullRequest(repository, 42, definition.Title, PullRequestState.Open) { Head = definition.Head, Base = definition.Base, Body = definition.Body });
    }

    public async Task<PullRequest> ReviewAsync(HostRepositoryName repository, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken)
    {
        Calls.Add($"{verdict} {number} {expectedHead[..4]} {comment}");
        return await GetPullRequestAsync(repository, number, cancellationToken);
    }

    public async Task<PullRequest> MergeAsync(HostRepositoryName repository, int number, MergeRequest request, CancellationToken cancellationToken)
    {
        Merged = request;
        if (Kept is not null && request.DeleteBranch)
            request.BranchKept!(Kept);
        return await GetPullRequestAsync(repository, number, cancellationToken) with { State = PullRequestState.Merged };
    }

    public async Task<PullRequest> CloseAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) =>
        await GetPullRequestAsync(repository, number, cancellationToken) with { State = PullRequestState.Closed };

    public Task<PullRequestComment> CommentAsync(HostRepositoryName repository, int number, string key, string markdown, CancellationToken cancellationToken)
    {
        Calls.Add($"comment {number} {key}");
        if (number == Locked)
            throw new GitHostAccessDeniedException(new GitHostFailure(Url, $"comment on {number}"), "");
        Commented = markdown;
        return Task.FromResult(new PullRequestComment(repository, number, key, CommentChange.Added, number, new Uri($"https://git.example.com/c/{number}")));
    }

    public Task<IReadOnlyList<CheckState>> GetChecksAsync(HostRepositoryName repository, string commit, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckState>>([.. Checks]);

    public Task SetCommitStatusAsync(HostRepositoryName repository, string commit, StatusUpdate status, CancellationToken cancellationToken)
    {
        Calls.Add($"status {commit[..4]}");
        Status = status;
        return Task.CompletedTask;
    }

    public Task SetPullRequestStatusAsync(HostRepositoryName repository, int number, StatusUpdate status, CancellationToken cancellationToken)
    {
        Calls.Add($"status #{number}");
        Status = status;
        return Task.CompletedTask;
    }

    public Task<ProtectionReport> GetProtectionAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken) =>
        Task.FromResult(Report?.Invoke(branch) ?? new ProtectionReport(repository, branch, [], Changed: false));

    public Task<ProtectionReport> ProtectAsync(HostRepositoryName repository, string branch, ProtectionRules rules, CancellationToken cancellationToken)
    {
        Calls.Add($"protect {branch}");
        Rules = rules;
        return Task.FromResult(Report?.Invoke(branch) ?? new ProtectionReport(repository, branch, [], Changed: true));
    }

    public Task<ProtectionReport> UnprotectAsync(HostRepositoryName repository, string branch, CancellationToken cancellationToken)
    {
        Calls.Add($"unprotect {branch}");
        return Task.FromResult(new ProtectionReport(repository, branch, [], Changed: true));
    }
}
