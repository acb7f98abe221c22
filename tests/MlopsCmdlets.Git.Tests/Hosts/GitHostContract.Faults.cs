using System.Text.Json.Nodes;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>Tokens, rights, limits, lost replies, hosts that are down.</summary>
public abstract partial class GitHostContract
{
    public static TheoryData<HostChangeKind, string, int> LostReplies()
    {
        var data = new TheoryData<HostChangeKind, string, int>();
        foreach (var change in Enum.GetValues<HostChangeKind>())
        {
            // Done, but told to have failed; done, and never told; not done, and never told: that one is made again.
            data.Add(change, """{"fault":"late-status","status":502}""", 1);
            data.Add(change, """{"fault":"lost-reply"}""", 1);
            data.Add(change, """{"fault":"reset"}""", 2);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(LostReplies))]
    public async Task A_change_whose_reply_was_lost_is_made_once(HostChangeKind change, string fault, int requests)
    {
        var (repository, pull) = await OpenAsync();
        await CommitAsync(GitSandbox.Scientist, repository, "second", "test_size=0.3\n", from: "dev");
        var lead = As(GitSandbox.Lead);
        await lead.GetPullRequestAsync(repository, pull.Number, Stop);
        var (method, path) = RequestOf(change, repository, pull.Number, pull.HeadCommit);
        var before = await Sandbox.CountAsync(method, path);
        var rule = JsonNode.Parse(fault)!.AsObject();
        (rule["method"], rule["path"]) = (method, path);
        await Sandbox.FaultAsync(rule);

        switch (change)
        {
            case HostChangeKind.Branch:
                await lead.CreateBranchAsync(repository, "third", pull.HeadCommit, Stop);
                Assert.Equal(pull.HeadCommit, await TipAsync(repository, "third"));
                break;
            case HostChangeKind.PullRequest:
                var made = await lead.CreatePullRequestAsync(repository, new PullRequestDefinition("Second", "second", "dev"), Stop);
                Assert.Equal([made.Number, pull.Number], (await lead.ListPullRequestsAsync(repository, new PullRequestQuery(), Stop)).Select(p => p.Number));
                break;
            case HostChangeKind.Merge:
                var merged = await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit), Stop);
                Assert.Equal((PullRequestState.Merged, await TipAsync(repository, "dev")), (merged.State, merged.MergeCommit));
                break;
            case HostChangeKind.Comment:
                await lead.CommentAsync(repository, pull.Number, "report", "# Report", Stop);
                Assert.Single(await CommentsAsync(repository, pull.Number));
                break;
            case HostChangeKind.Status:
                await lead.SetPullRequestStatusAsync(repository, pull.Number, new StatusUpdate("mlops/uat-gate", CheckOutcome.Succeeded, "AUC 0.98", null), Stop);
                Assert.Equal(CheckOutcome.Succeeded, Assert.Single((await lead.GetPullRequestAsync(repository, pull.Number, Stop)).Checks).Outcome);
                break;
            default:
                var reviewed = await lead.ReviewAsync(repository, pull.Number, ReviewVerdict.Approve, pull.HeadCommit, "Fine", Stop);
                Assert.Equal(ReviewVerdict.Approve, Assert.Single(reviewed.Reviews).Verdict);
                break;
        }

        Assert.Equal(requests, await Sandbox.CountAsync(method, path) - before);
    }

    [Fact]
    public async Task A_token_that_has_expired_or_never_was_is_refused()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await FailsAsync<GitHostAuthenticationException>(() => With(Sandbox.TokenNamed("expired")).GetMeAsync(Stop));
        await FailsAsync<GitHostAuthenticationException>(() => With("never-was-a-token-1234567890").ListBranchesAsync(repository, Stop));
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_from_a_user_without_rights()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var tip = await TipAsync(repository, "dev");
        await FailsAsync(ScopeType, () => With(Sandbox.TokenNamed("without-scope")).CreateBranchAsync(repository, "x", tip, Stop));
        await FailsAsync(NoRightsType, () => As(GitSandbox.Outsider).CreateBranchAsync(repository, "x", tip, Stop));
        Assert.Null(await As(GitSandbox.Lead).FindBranchAsync(repository, "x", Stop));
    }

    [Fact]
    public async Task A_limit_that_ends_in_time_is_waited_for()
    {
        var (repository, pull) = await OpenAsync();
        var limit = Limit(25);
        (limit["method"], limit["path"]) = ("*", BranchesPath(repository));
        await Sandbox.FaultAsync(limit);
        var lines = new List<string>();
        Assert.NotEmpty(await As(GitSandbox.Lead, o => o with { Trace = line => { lock (lines) lines.Add(line); } }).ListBranchesAsync(repository, Stop));
        Assert.Contains(lines, line => line.Contains("the next in 2", StringComparison.Ordinal));

        // A request that was turned away was not carried out: it is sent again even though it creates something.
        var (method, path) = RequestOf(HostChangeKind.Comment, repository, pull.Number, pull.HeadCommit);
        var again = Limit(25);
        (again["method"], again["path"]) = (method, path);
        await Sandbox.FaultAsync(again);
        await As(GitSandbox.Lead).CommentAsync(repository, pull.Number, "report", "# Report", Stop);
        Assert.Single(await CommentsAsync(repository, pull.Number));
    }

    [Fact]
    public async Task A_limit_beyond_the_time_that_there_is_ends_it_at_once()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        var limit = Limit(3000);
        (limit["method"], limit["path"], limit["times"]) = ("*", BranchesPath(repository), "always");
        await Sandbox.FaultAsync(limit);
        var error = await FailsAsync(LimitedType, () => As(GitSandbox.Lead, o => o with { Timeout = TimeSpan.FromMinutes(5) }).ListBranchesAsync(repository, Stop));
        Assert.False(error.Failure.MayHaveBeenDone);
        Assert.Equal(1, await Sandbox.CountAsync("GET", BranchesPath(repository)));
    }

    [Fact]
    public async Task A_merge_waits_for_a_limit_only_as_long_as_it_has_time()
    {
        var (repository, pull) = await OpenAsync();
        var lead = As(GitSandbox.Lead);
        await Sandbox.FaultAsync(Slow());
        var error = await FailsAsync(LimitedType, () => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Timeout = TimeSpan.FromSeconds(30) }, Stop));
        Assert.Contains("30 s", error.Message, StringComparison.Ordinal);

        await Sandbox.FaultAsync(Slow());
        Assert.Equal(PullRequestState.Merged, (await lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Timeout = TimeSpan.FromMinutes(5) }, Stop)).State);

        JsonObject Slow()
        {
            var limit = Limit(200);
            limit["method"] = "GET";
            return limit;
        }
    }

    [Fact]
    public async Task A_host_that_is_out_of_order_or_down_is_told()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "status", ["status"] = 503, ["path"] = BranchesPath(repository), ["times"] = "always" });
        Assert.Equal(503, (await FailsAsync<GitHostUnavailableException>(() => As(GitSandbox.Lead).ListBranchesAsync(repository, Stop))).Failure.Status);
        var nobody = new UriBuilder(Url) { Port = 1 }.Uri;
        await FailsAsync<GitHostUnreachableException>(() => As(GitSandbox.Lead, o => o with { Url = nobody }).ListBranchesAsync(repository, Stop));
    }

    [Fact]
    public async Task A_page_instead_of_data_is_no_answer()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "status", ["status"] = 200, ["path"] = BranchesPath(repository), ["body"] = "<html>Sign in</html>", ["content_type"] = "text/html" });
        await FailsAsync<GitHostInvalidReplyException>(() => As(GitSandbox.Lead).ListBranchesAsync(repository, Stop));
    }

    [Fact]
    public async Task Words_of_the_host_are_harmless_in_messages()
    {
        var repository = await AddRepositoryAsync("dev", "prd");
        await Sandbox.FaultAsync(new JsonObject
        {
            ["fault"] = "status", ["status"] = 422, ["path"] = BranchesPath(repository),
            ["body"] = new JsonObject { ["message"] = "\u001b[31mbad ##vso[task.complete] " + Sandbox.TokenOf(GitSandbox.Lead) },
        });
        var error = await FailsAsync<GitHostException>(() => As(GitSandbox.Lead).ListBranchesAsync(repository, Stop));
        Assert.Contains("bad", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_call_and_a_wait_at_once()
    {
        var (repository, pull) = await OpenAsync("uat");
        var lead = As(GitSandbox.Lead, o => o with { TimeProvider = TimeProvider.System });
        await lead.ProtectAsync(repository, "uat", new() { RequireStatus = ["mlops/never"], IncludeAdministrators = true }, Stop);
        using (var cancel = new CancellationTokenSource())
        {
            var told = new Told(_ => cancel.CancelAsync());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lead.MergeAsync(repository, pull.Number, new MergeRequest(pull.HeadCommit) { Progress = told }, cancel.Token));
        }

        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "stall", ["path"] = BranchesPath(repository) });
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lead.ListBranchesAsync(repository, soon.Token));
    }

    [Fact]
    public async Task A_fork_that_is_never_whole_ends_with_the_names_that_lack()
    {
        var (source, target) = await AddForkSourceAsync("dev", "uat", "prd");
        await Sandbox.FaultAsync(new JsonObject { ["fault"] = "status", ["status"] = 200, ["path"] = BranchesPath(target), ["times"] = "always", ["body"] = EmptyList, ["content_type"] = "application/json" });
        var error = await FailsAsync<GitHostTimeoutException>(() => As(GitSandbox.Lead).ForkAsync(source, target, TimeSpan.FromSeconds(20), progress: null, Stop));
        Assert.Contains("uat", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A list without anything in it, as the host writes it.</summary>
    protected abstract string EmptyList { get; }
}
