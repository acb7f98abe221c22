using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Git.GitHub;

/// <summary>What GitHub refuses, with its status codes and words.</summary>
public sealed class RuleTests
{
    private const string Repo = "/api/v3/repos/churn-team/model";

    [Theory]
    [InlineData("""{"enforce_admins":true}""", 422, "weren't supplied")]
    [InlineData("""{"required_status_checks":{"strict":true},"enforce_admins":true,"required_pull_request_reviews":null,"restrictions":null}""", 422, "required_status_checks")]
    [InlineData("""{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":{"required_approving_review_count":9},"restrictions":null}""", 422, "less than or equal to 6")]
    public async Task ABadProtectionChangesNothing(string rules, int status, string text)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var reply = await host.User("lead").PutAsync(Repo + "/branches/uat/protection", rules);
        Assert.Equal(status, reply.Status);
        Assert.Contains(text, reply.Message(), StringComparison.Ordinal);
        Assert.NotNull(reply.Body.Text("documentation_url"));
        Assert.Equal(404, (await host.User("lead").GetAsync(Repo + "/branches/uat/protection")).Status);
    }

    [Fact]
    public async Task APersonalRepositoryHasNoPushRestriction()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync(owner: "datascientist");
        var reply = await host.User("datascientist").PutAsync(
            "/api/v3/repos/datascientist/model/branches/uat/protection",
            """{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":null,"restrictions":{"users":[],"teams":[]}}""");
        Assert.Equal(422, reply.Status);
        Assert.Equal("Only organization repositories can have users and team restrictions", reply.Body!["errors"]![0].Text());
    }

    [Fact]
    public async Task AMergeWaitsForReviewsAndChecks()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        var (author, lead, robot) = (host.User("datascientist"), host.User("lead"), host.User("automation"));
        var sha = await OpenAsync(host, "uat", """{"required_status_checks":{"strict":false,"contexts":["mlops/uat-gate"]},"enforce_admins":true,"required_pull_request_reviews":{"required_approving_review_count":1,"dismiss_stale_reviews":true,"require_last_push_approval":true},"restrictions":null}""");
        Assert.Equal("blocked", (await lead.GetAsync(Repo + "/pulls/1")).Body.Text("mergeable_state"));
        Assert.Equal("At least 1 approving review is required by reviewers with write access.", await RefusedAsync());

        // Whoever cannot write is heard, but does not count.
        Assert.Equal(200, (await host.User("outsider").PostAsync(Repo + "/pulls/1/reviews", """{"event":"APPROVE"}""")).Status);
        Assert.Equal("At least 1 approving review is required by reviewers with write access.", await RefusedAsync());
        Assert.Equal(200, (await lead.PostAsync(Repo + "/pulls/1/reviews", """{"event":"APPROVE"}""")).Status);
        Assert.Equal("Required status check \"mlops/uat-gate\" is expected.", await RefusedAsync());
        await robot.PostAsync($"{Repo}/statuses/{sha}", """{"state":"failure","context":"mlops/uat-gate"}""");
        Assert.Equal("Required status check \"mlops/uat-gate\" is failing.", await RefusedAsync());
        await robot.PostAsync($"{Repo}/statuses/{sha}", """{"state":"success","context":"mlops/uat-gate"}""");
        Assert.Equal("clean", (await lead.GetAsync(Repo + "/pulls/1")).Body.Text("mergeable_state"));

        // New commits make both void.
        var next = await author.CommitAsync("churn-team/model", "feature", "model.txt", "test_size=0.3\n");
        Assert.Equal("DISMISSED", (await lead.GetAsync(Repo + "/pulls/1/reviews")).Body![1].Text("state"));
        var stale = await lead.PutAsync(Repo + "/pulls/1/merge", new JsonObject { ["sha"] = sha }.ToJsonString());
        Assert.Equal((409, "Head branch was modified. Review and try the merge again."), (stale.Status, stale.Message()));
        await lead.PostAsync(Repo + "/pulls/1/reviews", """{"event":"APPROVE"}""");
        await robot.PostAsync($"{Repo}/statuses/{next}", """{"state":"success","context":"mlops/uat-gate"}""");
        Assert.Equal(200, (await lead.PutAsync(Repo + "/pulls/1/merge", new JsonObject { ["sha"] = next }.ToJsonString())).Status);

        async Task<string> RefusedAsync()
        {
            var reply = await lead.PutAsync(Repo + "/pulls/1/merge", "{}");
            Assert.Equal(405, reply.Status);
            return reply.Message();
        }
    }

    [Fact]
    public async Task TheLastPusherCannotApproveWhatTheyPushed()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await OpenAsync(host, "uat", """{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":{"required_approving_review_count":1,"require_last_push_approval":true},"restrictions":null}""");
        await host.User("automation").CommitAsync("churn-team/model", "feature", "extra.txt", "x");
        await host.User("automation").PostAsync(Repo + "/pulls/1/reviews", """{"event":"APPROVE"}""");
        Assert.Contains("last pusher", (await host.User("lead").PutAsync(Repo + "/pulls/1/merge", "{}")).Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge", 2)]
    [InlineData("squash", 1)]
    [InlineData("rebase", 1)]
    public async Task MergeMethodsMakeDifferentHistories(string method, int parents)
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await OpenAsync(host, "uat", null);
        await host.User("lead").CommitAsync("churn-team/model", "uat", "other.txt", "other");
        var reply = await host.User("lead").PutAsync(Repo + "/pulls/1/merge", $$"""{"merge_method":"{{method}}"}""");
        Assert.True(reply.Status == 200, reply.TextBody);
        var commit = await host.User("lead").GetAsync($"{Repo}/commits/{reply.Body.Text("sha")}");
        Assert.Equal(parents, commit.Body.Array("parents")!.Count);
        Assert.Equal("other", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((await host.User("lead").GetAsync(Repo + "/contents/other.txt?ref=uat")).Body.Text("content")!)));
    }

    [Fact]
    public async Task AConflictIsTold()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await OpenAsync(host, "uat", null);
        await host.User("lead").CommitAsync("churn-team/model", "uat", "model.txt", "test_size=0.9\n");
        var pull = (await host.User("lead").GetAsync(Repo + "/pulls/1")).Body;
        Assert.Equal((false, "dirty"), (pull.Flag("mergeable"), pull.Text("mergeable_state")));
        var merge = await host.User("lead").PutAsync(Repo + "/pulls/1/merge", "{}");
        Assert.Equal((405, "Pull Request is not mergeable"), (merge.Status, merge.Message()));
    }

    [Fact]
    public async Task AWrongPullRequestSaysWhatIsWrong()
    {
        await using var host = await SandboxHost.StartAsync();
        await OpenAsync(host, "uat", null);
        var session = host.User("datascientist");
        Assert.Equal("A pull request already exists for churn-team:feature.", await ErrorAsync("feature", "uat", "message"));
        Assert.Equal("No commits between uat and dev", await ErrorAsync("dev", "uat", "message"));
        Assert.Equal("head", await ErrorAsync("nothing", "uat", "field"));
        Assert.Equal("base", await ErrorAsync("feature", "nothing", "field"));

        async Task<string?> ErrorAsync(string head, string target, string part)
        {
            var reply = await session.PostAsync(Repo + "/pulls", new JsonObject { ["title"] = "x", ["head"] = head, ["base"] = target });
            Assert.Equal((422, "Validation Failed"), (reply.Status, reply.Message()));
            return reply.Body!["errors"]![0].Text(part);
        }
    }

    [Fact]
    public async Task APullRequestComesFromAFork()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await host.AddModelAsync();
        var outsider = host.User("outsider");
        Assert.Equal(202, (await outsider.PostAsync(Repo + "/forks", "{}")).Status);
        var sha = await outsider.CommitAsync("outsider/model", "fix", "model.txt", "test_size=0.2\n", from: "dev");
        var pull = await outsider.PostAsync(Repo + "/pulls", """{"title":"Fix","head":"outsider:fix","base":"dev"}""");
        Assert.Equal((201, "outsider:fix", sha), (pull.Status, pull.Body.Text("head", "label"), pull.Body.Text("head", "sha")));
        Assert.Equal(200, (await host.User("lead").PutAsync(Repo + "/pulls/1/merge", "{}")).Status);
        Assert.Equal(sha, (await (await host.World.Git.GitHub.Repositories[0].OpenAsync()).RefAsync("refs/pull/1/head"))!.Sha);
    }

    [Fact]
    public async Task RightsAndScopesDecide()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var tip = (await host.User("lead").GetAsync(Repo + "/git/ref/heads/dev")).Body.Text("object", "sha");
        var branch = new JsonObject { ["ref"] = "refs/heads/x", ["sha"] = tip };
        Assert.Equal(404, (await host.User("outsider").PostAsync(Repo + "/git/refs", branch.DeepClone())).Status);
        var token = host.World.Git.Accounts.Tokens.Single(t => t.Label == "without-scope").Value;
        var unscoped = await host.As(token).PostAsync(Repo + "/git/refs", branch.DeepClone());
        Assert.Equal(404, unscoped.Status);
        Assert.Equal(["repo"], unscoped.Headers.GetValues("X-Accepted-OAuth-Scopes"));
        Assert.Equal([""], unscoped.Headers.GetValues("X-OAuth-Scopes"));
        var expired = await host.As(host.World.Git.Accounts.Tokens.Single(t => t.Label == "expired").Value).GetAsync("/api/v3/user");
        Assert.Equal((401, "Bad credentials"), (expired.Status, expired.Message()));
        var pipeline = host.As(host.World.Git.Accounts.Tokens.Single(t => t.Label == "pipeline").Value);
        Assert.Equal((403, "Resource not accessible by integration"), await pipeline.PutAsync(Repo + "/branches/uat/protection", "{}").ContinueWith(t => (t.Result.Status, t.Result.Message()), TaskScheduler.Default));
        Assert.Equal(404, (await host.User("lead").GetAsync("/api/v3/nothing")).Status);

        host.World.Git.GitHub.Repositories[0].IsPrivate = true;
        Assert.Equal(404, (await host.User("outsider").GetAsync(Repo)).Status);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/.git/config")]
    [InlineData("a//b")]
    public async Task AFileIsNotPutOutsideOfTheRepository(string path)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var body = new JsonObject { ["message"] = "x", ["content"] = "eA==", ["branch"] = "dev" };
        var reply = await host.User("lead").SendAsync(HttpMethod.Put, $"{Repo}/contents/{Uri.EscapeDataString(path)}", body);
        Assert.Equal(422, reply.Status);
    }

    [Theory]
    [InlineData("dev~1")]
    [InlineData("--all")]
    [InlineData("dev@{1}")]
    [InlineData("dev:model.txt")]
    public async Task ARevisionIsANameNotAnExpression(string name)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        Assert.Equal(422, (await host.User("lead").GetAsync($"{Repo}/commits/{Uri.EscapeDataString(name)}")).Status);
    }

    [Fact]
    public async Task TheRequestLogNamesTheUser()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        await host.User("lead").GetAsync(Repo);
        var entry = (await host.Control.GetAsync("/_sandbox/requests?path=/api/v3")).Body.Array("requests")!.Single();
        Assert.Equal("lead", entry.Text("user"));
    }

    [Fact]
    public async Task ListsComeInPages()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var first = await host.User("lead").GetAsync(Repo + "/branches?per_page=2");
        Assert.Equal(2, first.Body!.AsArray().Count);
        Assert.Contains("page=2>; rel=\"next\"", first.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        var second = await host.User("lead").GetAsync(Repo + "/branches?per_page=2&page=2");
        Assert.Single(second.Body!.AsArray());
        Assert.Contains("rel=\"prev\"", second.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FaultsImitateGitHubsTroubles()
    {
        await using var host = await SandboxHost.StartAsync();
        await OpenAsync(host, "uat", null);
        await host.AddFaultAsync("""{"fault":"late-status","method":"POST","path":"/api/v3/**/comments","status":502}""");
        Assert.Equal(502, (await host.User("lead").PostAsync(Repo + "/issues/1/comments", """{"body":"x"}""")).Status);
        Assert.Single((await host.User("lead").GetAsync(Repo + "/issues/1/comments")).Body!.AsArray());

        await host.AddFaultAsync("""{"fault":"status","status":403,"path":"/api/v3/user","headers":{"x-ratelimit-remaining":"0","x-ratelimit-reset":"in:60"},"message":"You have exceeded a secondary rate limit.","retry_after":7}""");
        var limited = await host.User("lead").GetAsync("/api/v3/user");
        Assert.Equal((403, "You have exceeded a secondary rate limit."), (limited.Status, limited.Message()));
        Assert.Equal(7, limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal(["0"], limited.Headers.GetValues("x-ratelimit-remaining"));

        await host.AddFaultAsync("""{"fault":"expire-token","path":"/api/v3/user"}""");
        var session = host.User("lead");
        Assert.Equal(401, (await session.GetAsync("/api/v3/user")).Status);
        Assert.Equal(401, (await session.GetAsync("/api/v3/user")).Status);
    }

    /// <summary>A branch "feature" of the data scientist with one change, as pull request 1 to the given branch; gives its head.</summary>
    private static async Task<string> OpenAsync(SandboxHost host, string target, string? rules)
    {
        await host.AddModelAsync();
        if (rules is not null) Assert.Equal(200, (await host.User("lead").PutAsync($"{Repo}/branches/{target}/protection", rules)).Status);
        var sha = await host.User("datascientist").CommitAsync("churn-team/model", "feature", "model.txt", "test_size=0.2\n", from: "dev");
        Assert.Equal(201, (await host.User("datascientist").PostAsync(Repo + "/pulls", new JsonObject { ["title"] = "Optimize", ["head"] = "feature", ["base"] = target })).Status);
        return sha;
    }
}
