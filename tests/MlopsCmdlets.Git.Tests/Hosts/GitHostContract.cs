using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Http.Tests.Support;

namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>
/// What every Git host says and does, the same on each product. A subclass says which, and how a test reaches past the client that it judges. The sandbox is the
/// host: on GitHub's side Octokit judges it here.
/// </summary>
public abstract partial class GitHostContract : IClassFixture<GitSandbox>, IAsyncDisposable
{
    private readonly List<IGitHost> _hosts = [];

    protected GitHostContract(GitSandbox sandbox) => Sandbox = sandbox;

    protected GitSandbox Sandbox { get; }

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The login of a user of the sandbox, as the host writes it.</summary>
    protected virtual string LoginOf(string user) => user;

    protected abstract GitHostKind Kind { get; }

    protected abstract Uri Url { get; }

    /// <summary>Makes a repository that the team may write to, with one file on these branches.</summary>
    protected abstract Task<HostRepositoryName> AddRepositoryAsync(params string[] branches);

    /// <summary>Where the lead may put a fork of a repository that <see cref="AddRepositoryAsync"/> did not make in the same place.</summary>
    protected abstract Task<(HostRepositoryName Source, HostRepositoryName Target)> AddForkSourceAsync(params string[] branches);

    /// <summary>A name of a repository that the lead may create.</summary>
    protected abstract HostRepositoryName FreeName();

    /// <summary>Changes model.txt on a branch, which is made from another one if that is given; gives the commit.</summary>
    protected abstract Task<string> CommitAsync(string login, HostRepositoryName repository, string branch, string text, string? from = null);

    /// <summary>Gives a pull request another base.</summary>
    protected abstract Task RetargetAsync(string login, HostRepositoryName repository, int number, string branch);

    /// <summary>Texts of the comments of a pull request.</summary>
    protected abstract Task<IReadOnlyList<string>> CommentsAsync(HostRepositoryName repository, int number);

    /// <summary>How many parents a commit has.</summary>
    protected abstract Task<int> ParentsAsync(HostRepositoryName repository, string commit);

    /// <summary>Method and path of the request that makes a change.</summary>
    protected abstract (string Method, string Path) RequestOf(HostChangeKind change, HostRepositoryName repository, int number, string commit);

    /// <summary>Path of the request that reads a branch or all branches, with * where it differs.</summary>
    protected abstract string BranchesPath(HostRepositoryName repository);

    /// <summary>Status, headers and text of a fault rule by which the host asks to wait.</summary>
    protected abstract JsonObject Limit(int seconds);

    /// <summary>What the host says when the quota stays used up for longer than there is time.</summary>
    protected abstract Type LimitedType { get; }

    /// <summary>What the host says when the token lacks a scope.</summary>
    protected abstract Type ScopeType { get; }

    /// <summary>What the host says to somebody without rights.</summary>
    protected abstract Type NoRightsType { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            host.Dispose();
        await Sandbox.ClearFaultsAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The host as one user. Its clock jumps over waits.</summary>
    protected IGitHost As(string login, Func<GitHostOptions, GitHostOptions>? change = null) => With(Sandbox.TokenOf(login), change);

    protected IGitHost With(string token, Func<GitHostOptions, GitHostOptions>? change = null)
    {
        var options = new GitHostOptions { Url = Url, Token = () => token, TimeProvider = new SkippingClock() };
        var host = GitHosts.Create(Kind, change?.Invoke(options) ?? options);
        _hosts.Add(host);
        return host;
    }

    /// <summary>A repository with dev, uat and prd, and a pull request of the data scientist into one of them.</summary>
    protected async Task<(HostRepositoryName Repository, PullRequest Pull)> OpenAsync(string into = "dev", string text = "test_size=0.2\n")
    {
        var repository = await AddRepositoryAsync("dev", "uat", "prd");
        await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", text, from: "dev");
        var pull = await As(GitSandbox.Scientist).CreatePullRequestAsync(repository, new PullRequestDefinition("Optimize", "feature/optimize", into), Stop);
        return (repository, pull);
    }

    protected async Task<string> TipAsync(HostRepositoryName repository, string branch) => (await As(GitSandbox.Lead).FindBranchAsync(repository, branch, Stop))!.Commit;

    /// <summary>The failure, whose text must show no token.</summary>
    protected async Task<GitHostException> FailsAsync(Type type, Func<Task> act)
    {
        var error = await Assert.ThrowsAnyAsync<GitHostException>(act);
        Assert.True(type.IsInstanceOfType(error), $"{type.Name} was expected, and it was {error}");
        foreach (var user in Sandbox.Announced["users"]!.AsArray().Concat(Sandbox.Announced["tokens"]!.AsArray()))
            Assert.DoesNotContain((string)user!["token"]!, error.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
        return error;
    }

    protected async Task<T> FailsAsync<T>(Func<Task> act)
        where T : GitHostException => (T)await FailsAsync(typeof(T), act);

    [Theory]
    [InlineData(GitSandbox.Scientist)]
    [InlineData(GitSandbox.Lead)]
    public async Task It_says_whose_token_it_is(string login) => Assert.Equal(LoginOf(login), (await As(login).GetMeAsync(Stop)).Login, ignoreCase: true);

    [Fact]
    public async Task It_recognises_addresses_of_its_repositories_and_no_others()
    {
        var name = await AddRepositoryAsync("dev", "prd");
        var host = As(GitSandbox.Lead);
        var repository = (await host.FindRepositoryAsync(name, Stop))!;
        Assert.Equal(name, host.Recognize(repository.CloneUrl));
        Assert.Empty(repository.CloneUrl.UserInfo);
        var named = new UriBuilder(repository.CloneUrl) { UserName = "somebody" }.Uri;
        Assert.Equal(name, host.Recognize(named));
        Assert.Null(host.Recognize(new Uri("https://elsewhere.example.com/churn-team/model.git")));
        Assert.Null(host.Recognize(new Uri(Url, "/")));
        Assert.Equal((Kind, Url), (host.Kind, host.Url));
    }

    [Fact]
    public async Task A_repository_is_created_empty_and_once()
    {
        var (host, name) = (As(GitSandbox.Lead), FreeName());
        Assert.Null(await host.FindRepositoryAsync(name, Stop));
        Assert.Equal(name, (await host.CreateRepositoryAsync(name, isPrivate: true, Stop)).Name);
        var found = (await host.FindRepositoryAsync(name, Stop))!;
        Assert.Null(found.DefaultBranch);
        Assert.Null(found.Parent);
        Assert.Empty(await host.ListBranchesAsync(name, Stop));
        await FailsAsync<GitHostAlreadyExistsException>(() => host.CreateRepositoryAsync(name, isPrivate: true, Stop));
    }

    [Fact]
    public async Task A_fork_is_whole_when_it_is_given_and_the_same_when_asked_again()
    {
        var (source, target) = await AddForkSourceAsync("dev", "uat", "prd");
        var host = As(GitSandbox.Lead);
        var fork = await host.ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop);
        Assert.Equal((target, source, "prd"), (fork.Name, fork.Parent, fork.DefaultBranch));
        Assert.Equal(
            (await host.ListBranchesAsync(source, Stop)).Select(b => (b.Name, b.Commit)).Order(),
            (await host.ListBranchesAsync(target, Stop)).Select(b => (b.Name, b.Commit)).Order());
        Assert.Equal(target, (await host.ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop)).Name);
    }

    [Fact]
    public async Task A_fork_does_not_take_the_name_of_something_else()
    {
        var (source, target) = await AddForkSourceAsync("dev", "prd");
        await As(GitSandbox.Lead).CreateRepositoryAsync(target, isPrivate: false, Stop);
        await FailsAsync<GitHostAlreadyExistsException>(() => As(GitSandbox.Lead).ForkAsync(source, target, TimeSpan.FromMinutes(1), progress: null, Stop));
    }

    [Theory]
    [InlineData("optimize")]
    [InlineData("feature/größe-42")]
    [InlineData("a%b&c=d+e#f")]
    public async Task A_branch_lives_from_creation_to_deletion(string branch)
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var host = As(GitSandbox.Scientist);
        var tip = await TipAsync(repository, "dev");
        Assert.Null(await host.FindBranchAsync(repository, branch, Stop));
        Assert.Equal((branch, tip), Told(await host.CreateBranchAsync(repository, branch, tip, Stop)));
        Assert.Equal((branch, tip), Told((await host.FindBranchAsync(repository, branch, Stop))!));
        Assert.Contains(branch, (await host.ListBranchesAsync(repository, Stop)).Select(b => b.Name));
        await FailsAsync<GitHostAlreadyExistsException>(() => host.CreateBranchAsync(repository, branch, tip, Stop));
        var next = await CommitAsync(GitSandbox.Scientist, repository, branch, "test_size=0.1\n");
        var moved = await FailsAsync<BranchMovedException>(() => host.DeleteBranchAsync(repository, branch, tip, Stop));
        Assert.Equal((tip, next), (moved.Expected, moved.Actual));
        await host.DeleteBranchAsync(repository, branch, next, Stop);
        Assert.Null(await host.FindBranchAsync(repository, branch, Stop));
        await host.DeleteBranchAsync(repository, branch, next, Stop);

        static (string, string) Told(HostBranch found) => (found.Name, found.Commit);
    }

    [Fact]
    public async Task All_branches_are_listed_when_there_are_many()
    {
        string[] names = [.. Enumerable.Range(0, 230).Select(i => $"b{i:000}")];
        var repository = await AddRepositoryAsync(names);
        Assert.Equal(names, (await As(GitSandbox.Lead).ListBranchesAsync(repository, Stop)).Select(b => b.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tag_stays_where_it_is()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var host = As(GitSandbox.Automation);
        var tip = await TipAsync(repository, "prd");
        await host.CreateTagAsync(repository, "model/v1", tip, "model 1\nAUC 0.98", Stop);
        await host.CreateTagAsync(repository, "model/v1", tip, "model 1\nAUC 0.98", Stop);
        var next = await CommitAsync(GitSandbox.Scientist, repository, "dev", "test_size=0.1\n");
        await FailsAsync<GitHostAlreadyExistsException>(() => host.CreateTagAsync(repository, "model/v1", next, "model 2", Stop));
        await FailsAsync<GitHostNotFoundException>(() => host.CreateTagAsync(repository, "model/v2", new string('a', 40), "model 2", Stop));
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var host = As(GitSandbox.Lead);
        var nowhere = repository with { Name = "nothing-of-this-name" };
        Assert.Null(await host.FindRepositoryAsync(nowhere, Stop));
        Assert.Contains("nothing-of-this-name", (await FailsAsync<GitHostNotFoundException>(() => host.ListBranchesAsync(nowhere, Stop))).Message, StringComparison.Ordinal);
        await FailsAsync<GitHostNotFoundException>(() => host.GetPullRequestAsync(repository, 987654, Stop));
        await FailsAsync<GitHostNotFoundException>(() => host.GetProtectionAsync(repository, "nothing", Stop));
        await FailsAsync<GitHostNotFoundException>(() => host.CreateBranchAsync(repository, "x", new string('a', 40), Stop));
    }

    [Fact]
    public async Task What_is_in_the_history_of_a_commit_is_told()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        var start = await TipAsync(repository, "dev");
        var side = await CommitAsync(GitSandbox.Scientist, repository, "side", "test_size=0.3\n", from: "dev");

        Assert.True(await lead.IsAncestorAsync(repository, start, pull.HeadCommit, Stop));
        Assert.True(await lead.IsAncestorAsync(repository, start, start, Stop));
        Assert.False(await lead.IsAncestorAsync(repository, pull.HeadCommit, start, Stop));
        Assert.False(await lead.IsAncestorAsync(repository, side, pull.HeadCommit, Stop));
        Assert.Null(await lead.IsAncestorAsync(repository, new string('a', 40), start, Stop));
        var merged = await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop);
        Assert.True(await lead.IsAncestorAsync(repository, pull.HeadCommit, merged.MergeCommit!, Stop));
    }

    [Fact]
    public async Task The_status_of_a_pull_request_is_found_by_its_head()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Failed, "AUC 0.6", null), Stop);

        Assert.Equal([("mlops/uat-gate", CheckOutcome.Failed)], (await lead.GetChecksAsync(repository, pull.HeadCommit, Stop)).Select(c => (c.Name, c.Outcome)));
        await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.9", null), Stop);
        Assert.Equal([("mlops/uat-gate", CheckOutcome.Succeeded)], (await lead.GetChecksAsync(repository, pull.HeadCommit, Stop)).Select(c => (c.Name, c.Outcome)));

        // Another head, another judgement.
        var moved = await CommitAsync(GitSandbox.Scientist, repository, "feature/optimize", "test_size=0.1\n");
        Assert.Empty(await lead.GetChecksAsync(repository, moved, Stop));

        // What was judged before is no judgement of what came then.
        var green = new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.9", null);
        var late = await FailsAsync<PullRequestHeadMovedException>(() => lead.SetPullRequestStatusAsync(repository, pull.Number, green with { ExpectedHead = pull.HeadCommit }, Stop));
        Assert.Equal((pull.HeadCommit, moved), (late.Expected, late.Actual));
        Assert.Empty(await lead.GetChecksAsync(repository, moved, Stop));
        await lead.SetPullRequestStatusAsync(repository, pull.Number, green with { ExpectedHead = moved }, Stop);
        Assert.Single(await lead.GetChecksAsync(repository, moved, Stop));
    }
}
