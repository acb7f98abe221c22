using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.Protection;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts.GitHub;

/// <summary>GitHub, through Octokit: the contract, and what is GitHub's own.</summary>
public sealed class GitHubHostTests(GitSandbox sandbox) : GitHostContract(sandbox)
{
    private const string Team = "churn-team";
    private const string Upstream = "churn-upstream";

    protected override GitHostKind Kind => GitHostKind.GitHub;

    protected override Uri Url => new((string)Sandbox.Announced["gitHubUrl"]!);

    protected override Type LimitedType => typeof(GitHostRateLimitedException);

    protected override Type ScopeType => typeof(GitHostScopeException);

    // GitHub hides from those without rights what it is that they may not do.
    protected override Type NoRightsType => typeof(GitHostNotFoundException);

    protected override string EmptyList => "[]";

    protected override async Task<HostRepositoryName> AddRepositoryAsync(params string[] branches) => await AddAsync(Team, branches);

    protected override async Task<(HostRepositoryName Source, HostRepositoryName Target)> AddForkSourceAsync(params string[] branches)
    {
        var source = await AddAsync(Upstream, branches);
        return (source, source with { Owner = Team });
    }

    protected override HostRepositoryName FreeName() => new(Team, Sandbox.NewName("new"));

    protected override async Task<string> CommitAsync(string login, HostRepositoryName repository, string branch, string text, string? from = null)
    {
        var path = "/api/v3/repos/" + repository;
        if (from is not null)
        {
            var tip = (string)(await Sandbox.CallAsync(login, HttpMethod.Get, $"{path}/git/ref/heads/{from}"))!["object"]!["sha"]!;
            await Sandbox.CallAsync(login, HttpMethod.Post, path + "/git/refs", new JsonObject { ["ref"] = "refs/heads/" + branch, ["sha"] = tip });
        }

        var old = await Sandbox.CallAsync(login, HttpMethod.Get, $"{path}/contents/model.txt?ref={Uri.EscapeDataString(branch)}");
        var made = await Sandbox.CallAsync(login, HttpMethod.Put, path + "/contents/model.txt", new JsonObject
        {
            ["message"] = "Change", ["branch"] = branch, ["sha"] = (string)old!["sha"]!, ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        });
        return (string)made!["commit"]!["sha"]!;
    }

    protected override Task RetargetAsync(string login, HostRepositoryName repository, int number, string branch) =>
        Sandbox.CallAsync(login, HttpMethod.Patch, $"/api/v3/repos/{repository}/pulls/{number}", new JsonObject { ["base"] = branch });

    protected override async Task<IReadOnlyList<string>> CommentsAsync(HostRepositoryName repository, int number) =>
        [.. (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"/api/v3/repos/{repository}/issues/{number}/comments"))!.AsArray().Select(c => (string)c!["body"]!)];

    protected override async Task<int> ParentsAsync(HostRepositoryName repository, string commit) =>
        (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, $"/api/v3/repos/{repository}/commits/{commit}"))!["parents"]!.AsArray().Count;

    protected override (string Method, string Path) RequestOf(HostChangeKind change, HostRepositoryName repository, int number, string commit)
    {
        var path = "/api/v3/repos/" + repository;
        return change switch
        {
            HostChangeKind.Branch => ("POST", path + "/git/refs"),
            HostChangeKind.PullRequest => ("POST", path + "/pulls"),
            HostChangeKind.Merge => ("PUT", $"{path}/pulls/{number}/merge"),
            HostChangeKind.Comment => ("POST", $"{path}/issues/{number}/comments"),
            HostChangeKind.Status => ("POST", $"{path}/statuses/{commit}"),
            _ => ("POST", $"{path}/pulls/{number}/reviews"),
        };
    }

    protected override string BranchesPath(HostRepositoryName repository) => $"/api/v3/repos/{repository}/branches";

    protected override JsonObject Limit(int seconds) => new()
    {
        ["fault"] = "status",
        ["status"] = 403,
        ["message"] = "API rate limit exceeded for user ID 1003.",
        ["headers"] = new JsonObject { ["x-ratelimit-remaining"] = "0", ["x-ratelimit-reset"] = $"in:{seconds}" },
    };

    [Theory]
    [InlineData("https://github.com", "https://github.com/churn-team/churn.git", true)]
    [InlineData("https://api.github.com/", "https://www.github.com/churn-team/churn", true)]
    [InlineData("https://github.com", "ssh://git@github.com/churn-team/churn.git", true)]
    [InlineData("https://github.com", "ssh://git@ssh.github.com:443/churn-team/churn.git", true)]
    [InlineData("https://github.com", "https://github.com.example.com/churn-team/churn.git", false)]
    [InlineData("https://github.com", "https://github.com/churn-team/churn/tree/dev", false)]
    [InlineData("https://acme.ghe.com", "https://acme.ghe.com/churn-team/churn.git", true)]
    [InlineData("https://git.example.com/api/v3", "https://git.example.com/churn-team/churn.git", true)]
    [InlineData("https://git.example.com:8443", "https://git.example.com/churn-team/churn.git", false)]
    [InlineData("https://git.example.com", "https://git.example.com/churn-team/..%2Fx", false)]
    [InlineData("https://git.example.com", "https://git.example.com/git/churn-team/churn.git", true)]
    [InlineData("https://github.com", "https://github.com/git/churn-team/churn.git", false)]
    public void Addresses_are_recognised(string url, string remote, bool here)
    {
        using var host = GitHosts.Create(GitHostKind.GitHub, new GitHostOptions { Url = new Uri(url), Token = () => "x" });
        Assert.Equal(here ? new HostRepositoryName("churn-team", "churn") : null, host.Recognize(new Uri(remote)));
    }

    [Theory]
    [InlineData("https://github.com/churn-team")]
    [InlineData("https://user:token@github.com")]
    [InlineData("ftp://github.com")]
    public void Addresses_of_something_else_are_refused(string url) =>
        Assert.Throws<ArgumentException>(() => GitHosts.Create(GitHostKind.GitHub, new GitHostOptions { Url = new Uri(url), Token = () => "x" }));

    [Fact]
    public async Task A_personal_repository_cannot_restrict_who_pushes_and_the_report_says_so()
    {
        var repository = await AddAsync(GitSandbox.Scientist, ["uat", "prd"]);
        var report = await As(GitSandbox.Scientist).ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = true, RestrictPush = [GitSandbox.Lead] }, Stop);
        Assert.Equal(ProtectionState.Enforced, State(report, "RequirePullRequest"));
        Assert.Equal(ProtectionState.NotSupported, State(report, "RestrictPush"));
        Assert.False(report.IsEnforced);
        Assert.False((await As(GitSandbox.Scientist).ProtectAsync(repository, "uat", new ProtectionRules { RequirePullRequest = true, RestrictPush = [GitSandbox.Lead] }, Stop)).Changed);
    }

    [Fact]
    public async Task Somebody_whom_the_host_left_out_is_named()
    {
        var repository = await AddAsync(Team, ["uat", "prd"]);
        var report = await As(GitSandbox.Lead).ProtectAsync(repository, "uat", new ProtectionRules { RestrictPush = ["team:mlops-leads", "nobody-of-this-name"] }, Stop);
        var finding = Assert.Single(report.Rules, r => r.Rule == "RestrictPush");
        Assert.Equal((ProtectionState.NotEnforced, "team:mlops-leads"), (finding.State, finding.Actual));
        Assert.Contains("nobody-of-this-name", finding.Remark, StringComparison.Ordinal);
        Assert.False(report.IsEnforced);
    }

    [Fact]
    public async Task Rules_that_are_not_this_modules_stay()
    {
        var repository = await AddAsync(Team, ["uat", "prd"]);
        var path = $"/api/v3/repos/{repository}/branches/uat/protection";
        await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Put, path, JsonNode.Parse("""
            {"required_status_checks":{"strict":true,"contexts":["ci/build"]},"enforce_admins":false,"restrictions":null,"required_linear_history":true,"allow_force_pushes":true,
             "required_conversation_resolution":true,"required_pull_request_reviews":{"required_approving_review_count":2,"require_code_owner_reviews":true,"require_last_push_approval":true}}
            """));
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, RequireStatus = ["mlops/uat-gate"], IncludeAdministrators = true }, Stop);
        var found = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, path))!;
        Assert.Equal(["ci/build", "mlops/uat-gate"], found["required_status_checks"]!["contexts"]!.AsArray().Select(c => (string)c!));
        Assert.True((bool)found["required_status_checks"]!["strict"]!);
        var reviews = found["required_pull_request_reviews"]!;
        Assert.Equal((1, true, true), ((int)reviews["required_approving_review_count"]!, (bool)reviews["require_code_owner_reviews"]!, (bool)reviews["require_last_push_approval"]!));
        foreach (var flag in new[] { "required_linear_history", "allow_force_pushes", "required_conversation_resolution", "enforce_admins" })
            Assert.True((bool)found[flag]!["enabled"]!, flag);

        // The linear history was there before and stays when this module's rules go.
        await lead.UnprotectAsync(repository, "uat", Stop);
        found = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, path))!;
        Assert.Null(found["required_pull_request_reviews"]);
        Assert.True((bool)found["required_linear_history"]!["enabled"]!);
    }

    [Fact]
    public async Task The_way_to_merge_is_the_first_that_the_rules_allow()
    {
        var (repository, pull) = await OpenAsync();
        await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Patch, "/api/v3/repos/" + repository, new JsonObject { ["allow_merge_commit"] = false });
        var refused = await FailsAsync<PullRequestNotMergeableException>(() => As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Strategy = MergeStrategy.Merge }, Stop));
        Assert.Contains("not allowed", refused.Message, StringComparison.Ordinal);
        var merged = await As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop);
        Assert.Equal(1, await ParentsAsync(repository, merged.MergeCommit!));
    }

    [Fact]
    public async Task A_secondary_limit_is_not_taken_for_the_quota()
    {
        var repository = await AddAsync(Team, ["dev", "prd"]);
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 403, ["path"] = BranchesPath(repository), ["message"] = "You have exceeded a secondary rate limit.", ["retry_after"] = 900, ["times"] = "always",
        });
        var error = await FailsAsync<GitHostSecondaryLimitException>(() => As(GitSandbox.Lead).ListBranchesAsync(repository, Stop));
        Assert.Equal(TimeSpan.FromMinutes(15), error.RetryAfter);
    }

    [Fact]
    public async Task The_end_of_the_quota_is_named_in_the_error()
    {
        var repository = await AddAsync(Team, ["dev", "prd"]);
        var limit = Limit(3000);
        (limit["path"], limit["times"]) = (BranchesPath(repository), "always");
        await Sandbox.FaultAsync(limit);
        var error = await FailsAsync<GitHostRateLimitedException>(() => As(GitSandbox.Lead).ListBranchesAsync(repository, Stop));
        Assert.InRange(error.ResetAt, TimeProvider.System.GetUtcNow().AddSeconds(2900), TimeProvider.System.GetUtcNow().AddSeconds(3100));
        Assert.Contains(error.ResetAt.UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipelines_token_says_what_it_lacks()
    {
        var repository = await AddAsync(Team, ["dev", "prd"]);
        var pipeline = With(Sandbox.TokenNamed("pipeline"));
        await FailsAsync<GitHostScopeException>(() => pipeline.GetMeAsync(Stop));
        await FailsAsync<GitHostScopeException>(() => pipeline.ProtectAsync(repository, "prd", new ProtectionRules { Approvals = 1 }, Stop));
        var tip = await TipAsync(repository, "dev");
        await pipeline.SetCommitStatusAsync(repository, tip, new StatusUpdate("mlops/dev-gate", CheckOutcome.Succeeded, "", null), Stop);
        Assert.Single(await pipeline.GetChecksAsync(repository, tip, Stop));
    }

    [Fact]
    public async Task A_pipeline_finds_its_own_comment_again()
    {
        var (repository, pull) = await OpenAsync();
        await As(GitSandbox.Automation).CommentAsync(repository, pull.Number, "report", "A person's", Stop);
        var pipeline = With(Sandbox.TokenNamed("pipeline"));
        await pipeline.CommentAsync(repository, pull.Number, "report", "# Report 1", Stop);
        await pipeline.CommentAsync(repository, pull.Number, "report", "# Report 2", Stop);
        var texts = await CommentsAsync(repository, pull.Number);
        Assert.Equal(2, texts.Count);
        Assert.EndsWith("# Report 2", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cannot_see_the_rules_is_told_by_the_host_which_one_is_not_met()
    {
        var (repository, pull) = await OpenAsync("uat");
        await As(GitSandbox.Lead).ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, IncludeAdministrators = true }, Stop);
        var author = As(GitSandbox.Scientist);
        Assert.Null((await author.GetPullRequestAsync(repository, pull.Number, Stop)).RequiredApprovals);
        var missing = await FailsAsync<ReviewsMissingException>(() => author.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop));
        Assert.Contains("approving review", missing.Message, StringComparison.Ordinal);
        await FailsAsync<GitHostAccessDeniedException>(() => author.GetProtectionAsync(repository, "uat", Stop));
    }

    [Fact]
    public async Task A_review_of_somebody_who_may_not_write_neither_counts_nor_stops()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.ProtectAsync(repository, "uat", new ProtectionRules { Approvals = 1, IncludeAdministrators = true }, Stop);
        var approved = await As(GitSandbox.Outsider).ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        Assert.True(Assert.Single(approved.Reviews).IsStale);
        Assert.Equal(0, (await FailsAsync<ReviewsMissingException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop))).Given);
        await As(GitSandbox.Outsider).ReviewAsync(repository, pull.Number, ReviewVerdict.Reject, pull.HeadCommit, "No.", Stop);
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop)).State);
    }

    [Fact]
    public async Task A_private_member_of_the_organisation_counts_though_the_review_does_not_say_that_it_is_one()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead);
        await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, null, Stop);
        var path = $"/api/v3/repos/{repository}/pulls/{pull.Number}/reviews";
        var reviews = (await Sandbox.CallAsync(GitSandbox.Lead, HttpMethod.Get, path))!;
        reviews[0]!["author_association"] = "CONTRIBUTOR";
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "status", ["status"] = 200, ["method"] = "GET", ["path"] = path, ["body"] = reviews.ToJsonString(), ["content_type"] = "application/json" });

        Assert.False(Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Reviews).IsStale);
    }

    [Fact]
    public async Task A_base_that_moves_between_look_and_merge_is_looked_at_again()
    {
        var (repository, pull) = await OpenAsync();
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 405, ["method"] = "PUT", ["path"] = $"/api/v3/repos/{repository}/pulls/{pull.Number}/merge",
            ["message"] = "Base branch was modified. Review and try the merge again.",
        });
        Assert.Equal(PullRequestState.Merged, (await As(GitSandbox.Lead).MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop)).State);
    }

    [Fact]
    public async Task Links_to_other_pages_lead_the_token_nowhere_else()
    {
        var repository = await AddAsync(Team, ["dev", "prd"]);
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 200, ["path"] = BranchesPath(repository), ["body"] = "[]", ["content_type"] = "application/json",
            ["headers"] = new JsonObject { ["Link"] = $"<http://internal.example.invalid/api/v3/repos/{repository}/branches?per_page=100&page=1>; rel=\"next\"" },
        });
        Assert.Equal(["dev", "prd"], (await As(GitSandbox.Lead).ListBranchesAsync(repository, Stop)).Select(b => b.Name));
    }

    [Fact]
    public async Task Many_calls_at_once_do_not_mix()
    {
        var repository = await AddAsync(Team, ["dev", "prd"]);
        var host = As(GitSandbox.Lead, o => o with { TimeProvider = TimeProvider.System });
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var work = Enumerable.Range(0, 12).Select(async i =>
        {
            if (i % 3 == 2)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.ListBranchesAsync(repository, cancelled.Token));
            else if (i % 3 == 1)
                Assert.Null(await host.FindBranchAsync(repository, $"nothing-{i}", Stop));
            else
                Assert.Equal(2, (await host.ListBranchesAsync(repository, Stop)).Count);
        });
        await Task.WhenAll(work);
    }

    private async Task<HostRepositoryName> AddAsync(string owner, string[] branches)
    {
        var name = new HostRepositoryName(owner, Sandbox.NewName());
        await Sandbox.AddRepositoryAsync("github", name.Owner, name.Name, branches);
        return name;
    }
}
