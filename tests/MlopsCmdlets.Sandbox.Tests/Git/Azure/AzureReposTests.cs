using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Git.Azure;

/// <summary>The calls of Azure Repos, against the documented shapes.</summary>
public sealed class AzureReposTests
{
    private const string Org = "/azure/churn-team/_apis";
    private const string Project = "/azure/churn-team/mlops/_apis";
    private const string Repo = GitWorkbench.AzureRepo;
    private const string V = "?api-version=7.1";
    private static readonly string None = new('0', 40);

    [Fact]
    public async Task BadTokensGetASignInPage()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var wrong = await host.As("wrong").GetAsync(Repo + V);
        Assert.Equal((203, "text/html"), (wrong.Status, wrong.ContentHeaders.ContentType!.MediaType));
        var none = await host.Anonymous.GetAsync(Repo + V);
        Assert.Equal(302, none.Status);
        Assert.Contains("_signin", none.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(401, (await host.Anonymous.SendAsync(HttpMethod.Get, Repo + V, (HttpContent?)null, ("X-TFS-FedAuthRedirect", "Suppress"))).Status);
        var expired = await host.As(host.World.Git.Accounts.Tokens.Single(t => t.Label == "expired").Value).GetAsync(Repo + V);
        Assert.Equal(401, expired.Status);
        Assert.Contains("Personal Access Token used has expired", expired.Message(), StringComparison.Ordinal);
        Assert.Equal(401, (await host.As(host.World.Git.Accounts.Tokens.Single(t => t.Label == "without-scope").Value).GetAsync(Repo + V)).Status);
        Assert.StartsWith("TF400813", (await host.User("outsider").GetAsync(Repo + V)).Message(), StringComparison.Ordinal);

        var basic = await host.Anonymous.SendAsync(HttpMethod.Get, Repo + V, (HttpContent?)null, ("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(":" + host.Token("lead")))));
        Assert.Equal(200, basic.Status);
    }

    [Fact]
    public async Task TheVersionIsAsked()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var lead = host.User("lead");
        Assert.Equal("VssVersionNotSpecifiedException", (await lead.PostAsync(Repo + "/refs", "[]")).Body.Text("typeKey"));
        Assert.Equal("VssVersionOutOfRangeException", (await lead.GetAsync(Repo + "?api-version=99")).Body.Text("typeKey"));
        Assert.Equal("VssInvalidPreviewVersionException", (await lead.GetAsync(Org + "/connectionData" + V)).Body.Text("typeKey"));
        var user = (await lead.GetAsync(Org + "/connectionData?api-version=7.1-preview")).Body;
        Assert.Equal("lead@example.invalid", user.Text("authenticatedUser", "properties", "Account", "$value"));
        var missing = await lead.GetAsync(Project + "/git/repositories/nothing" + V);
        Assert.Equal((404, "GitRepositoryNotFoundException"), (missing.Status, missing.Body.Text("typeKey")));
        Assert.StartsWith("TF401019", missing.Message(), StringComparison.Ordinal);
        Assert.Equal("ProjectDoesNotExistWithNameException", (await lead.GetAsync("/azure/churn-team/nothing/_apis/git/repositories" + V)).Body.Text("typeKey"));
    }

    [Fact]
    public async Task AForkIsFilledInTheBackground()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var lead = host.User("lead");
        var parent = (await lead.GetAsync(Repo + V)).Body;
        var body = new JsonObject
        {
            ["name"] = "mine",
            ["project"] = new JsonObject { ["id"] = parent.Text("project", "id") },
            ["parentRepository"] = new JsonObject { ["id"] = parent.Text("id"), ["project"] = new JsonObject { ["id"] = parent.Text("project", "id") } },
        };
        var made = await lead.PostAsync(Org + "/git/repositories" + V, body.DeepClone());
        Assert.Equal((201, true, "model"), (made.Status, made.Body.Flag("isFork"), made.Body.Text("parentRepository", "name")));
        var counts = new List<long?>();
        for (var i = 0; i < 4; i++) counts.Add((await lead.GetAsync(Project + "/git/repositories/mine/refs" + V + "&filter=heads/")).Body.Whole("count"));
        Assert.Equal([0, 1, 3, 3], counts);
        var again = await lead.PostAsync(Org + "/git/repositories" + V, body);
        Assert.Equal((409, "GitRepositoryNameAlreadyExistsException"), (again.Status, again.Body.Text("typeKey")));
    }

    [Fact]
    public async Task RefsAreChangedOneByOne()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var session = host.User("datascientist");
        var tip = await TipAsync(session, "dev");
        var created = await UpdateAsync(session, "refs/heads/develop", None, tip);
        Assert.Equal(("succeeded", true), (created.Text("updateStatus"), created.Flag("success")));
        Assert.Equal(2, (await session.GetAsync(Repo + "/refs" + V + "&filter=heads/dev")).Body.Whole("count"));
        Assert.Equal("staleOldObjectId", (await UpdateAsync(session, "refs/heads/develop", None, tip)).Text("updateStatus"));
        Assert.Equal("unresolvableToCommit", (await UpdateAsync(session, "refs/heads/nothing", None, new string('1', 40))).Text("updateStatus"));
        Assert.Equal("refNameConflict", (await UpdateAsync(session, "refs/heads/dev/more", None, tip)).Text("updateStatus"));
        Assert.Equal("invalidRefName", (await UpdateAsync(session, "refs/heads/a..b", None, tip)).Text("updateStatus"));
        Assert.Equal("forcePushRequired", (await UpdateAsync(session, "refs/heads/uat", tip, None)).Text("updateStatus"));
        Assert.Equal("succeeded", (await UpdateAsync(session, "refs/heads/develop", tip, None)).Text("updateStatus"));

        var page = await session.GetAsync(Repo + "/refs" + V + "&filter=heads/&$top=2");
        var token = page.Headers.GetValues("x-ms-continuationtoken").Single();
        Assert.Equal(2, page.Body.Whole("count"));
        var rest = await session.GetAsync(Repo + "/refs" + V + "&filter=heads/&$top=2&continuationToken=" + Uri.EscapeDataString(token));
        Assert.Equal("refs/heads/uat", Assert.Single(rest.Body.Array("value")!).Text("name"));
        Assert.False(rest.Headers.Contains("x-ms-continuationtoken"));
    }

    [Fact]
    public async Task APullRequestIsCompletedWhenItsPoliciesAreMet()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var (author, lead, robot) = (host.User("datascientist"), host.User("lead"), host.User("automation"));
        await PolicyAsync(lead, "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd", """{"minimumApproverCount":1,"creatorVoteCounts":false,"resetOnSourcePush":true,"blockLastPusherVote":true}""");
        await PolicyAsync(lead, "cbdc66da-9728-4af8-aada-9a5a32e4a226", """{"statusName":"uat-gate","statusGenre":"mlops"}""");
        var head = await PushAsync(author, "feature", "test_size=0.2\n");
        var made = await author.PostAsync(Repo + "/pullrequests" + V, """{"sourceRefName":"refs/heads/feature","targetRefName":"refs/heads/uat","title":"Optimize","description":"0.4 to 0.2"}""");
        Assert.Equal((201, "active", "queued", head), (made.Status, made.Body.Text("status"), made.Body.Text("mergeStatus"), made.Body.Text("lastMergeSourceCommit", "commitId")));
        var id = made.Body.Whole("pullRequestId");
        var pull = $"{Repo}/pullRequests/{id}";
        Assert.Equal("GitPullRequestExistsException", (await author.PostAsync(Repo + "/pullrequests" + V, """{"sourceRefName":"refs/heads/feature","targetRefName":"refs/heads/uat","title":"Twice"}""")).Body.Text("typeKey"));
        Assert.Equal(["queued", "succeeded"], new[] { await StatusAsync(), await StatusAsync() });

        Assert.Equal("rejectedByPolicy", await CompleteAsync(lead, head));
        var own = (await author.GetAsync(Org + "/connectionData?api-version=7.1-preview")).Body.Text("authenticatedUser", "id");
        await author.SendAsync(HttpMethod.Put, $"{pull}/reviewers/{own}{V}", new JsonObject { ["vote"] = 10 });
        Assert.Equal("rejectedByPolicy", await CompleteAsync(lead, head));
        var reviewer = (await lead.GetAsync(Org + "/identities" + V + "&searchFilter=General&filterValue=lead")).Body!["value"]![0].Text("id");
        Assert.Equal(400, (await author.SendAsync(HttpMethod.Put, $"{pull}/reviewers/{reviewer}{V}", new JsonObject { ["vote"] = 10 })).Status);
        Assert.Equal(10, (await lead.SendAsync(HttpMethod.Put, $"{pull}/reviewers/{reviewer}{V}", new JsonObject { ["vote"] = 10 })).Body.Whole("vote"));

        // The status of the commit is not what the policy looks at.
        var status = new JsonObject { ["state"] = "succeeded", ["context"] = new JsonObject { ["name"] = "uat-gate", ["genre"] = "mlops" } };
        Assert.Equal(201, (await robot.PostAsync($"{Repo}/commits/{head}/statuses{V}", status.DeepClone())).Status);
        Assert.Equal(["approved", "queued"], await EvaluationsAsync(lead, id));
        Assert.Equal("rejectedByPolicy", await CompleteAsync(lead, head));
        Assert.Equal(200, (await robot.PostAsync($"{pull}/statuses{V}", status)).Status);
        Assert.Equal(["approved", "approved"], await EvaluationsAsync(lead, id));

        var stale = await lead.PatchAsync(pull + V, $$$"""{"status":"completed","lastMergeSourceCommit":{"commitId":"{{{await TipAsync(lead, "dev")}}}"}}""");
        Assert.Equal((409, "GitPullRequestStaleException"), (stale.Status, stale.Body.Text("typeKey")));
        Assert.Equal("succeeded", await CompleteAsync(lead, head, "\"completionOptions\":{\"deleteSourceBranch\":true,\"mergeStrategy\":\"noFastForward\"},"));
        var done = (await lead.GetAsync(pull + V)).Body;
        Assert.Equal(("completed", "Lee Lead"), (done.Text("status"), done.Text("closedBy", "displayName")));
        Assert.Equal(await TipAsync(lead, "uat"), done.Text("lastMergeCommit", "commitId"));
        Assert.Equal(0, (await lead.GetAsync(Repo + "/refs" + V + "&filter=heads/feature")).Body.Whole("count"));
        Assert.Equal("GitPullRequestNotEditableException", (await lead.PatchAsync(pull + V, """{"status":"abandoned"}""")).Body.Text("typeKey"));

        async Task<string?> StatusAsync() => (await lead.GetAsync(pull + V)).Body.Text("mergeStatus");

        async Task<string?> CompleteAsync(SandboxHost.Session session, string commit, string options = "")
        {
            var asked = await session.PatchAsync(pull + V, $$$"""{"status":"completed",{{{options}}}"lastMergeSourceCommit":{"commitId":"{{{commit}}}"}}""");
            Assert.Equal((200, "active", "queued"), (asked.Status, asked.Body.Text("status"), asked.Body.Text("mergeStatus")));
            return await StatusAsync();
        }
    }

    [Fact]
    public async Task NewCommitsMakeVotesVoidAndAddAnIteration()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { PollsPerStep = 0 });
        await host.AddModelAsync("azure");
        var (author, lead) = (host.User("datascientist"), host.User("lead"));
        await PolicyAsync(lead, "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd", """{"minimumApproverCount":1,"resetOnSourcePush":true}""");
        await PushAsync(author, "feature", "a");
        await author.PostAsync(Repo + "/pullrequests" + V, """{"sourceRefName":"refs/heads/feature","targetRefName":"refs/heads/uat","title":"Optimize"}""");
        var lee = host.World.Git.Accounts.User("lead")!.Guid;
        await lead.SendAsync(HttpMethod.Put, $"{Repo}/pullRequests/1/reviewers/{lee}{V}", new JsonObject { ["vote"] = 10 });
        var note = Assert.Single((await author.GetAsync(Repo + "/pullRequests/1/threads" + V)).Body!["value"]!.AsArray());
        Assert.Equal(("VoteUpdate", "10", lee), (note.Text("properties", "CodeReviewThreadType", "$value"), note.Text("properties", "CodeReviewVoteResult", "$value"), note.Text("identities", note.Text("properties", "CodeReviewVotedByIdentity", "$value")!, "id")));
        Assert.Equal("system", note!["comments"]![0].Text("commentType"));
        Assert.Equal(403, (await lead.PatchAsync(Repo + "/pullRequests/1/threads/1/comments/1" + V, """{"content":"Changed"}""")).Status);
        await PushAsync(author, "feature", "b");
        var pull = (await lead.GetAsync(Org + "/git/pullrequests/1" + V)).Body;
        Assert.Equal(0, pull!["reviewers"]![0].Whole("vote"));
        Assert.Equal(2, (await lead.GetAsync(Repo + "/pullRequests/1/iterations" + V)).Body.Whole("count"));
        await lead.CommitAzureAsync(Repo, "uat-side", "c", await TipAsync(lead, "uat"));
    }

    [Fact]
    public async Task ThreadsAreOpenedAnsweredAndClosed()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var (author, lead) = (host.User("datascientist"), host.User("lead"));
        await PushAsync(author, "feature", "a");
        await author.PostAsync(Repo + "/pullrequests" + V, """{"sourceRefName":"refs/heads/feature","targetRefName":"refs/heads/uat","title":"Optimize"}""");
        var threads = Repo + "/pullRequests/1/threads";
        var made = await lead.PostAsync(threads + V, """{"comments":[{"parentCommentId":0,"content":"Report","commentType":1}],"status":1,"properties":{"mlops":{"$type":"System.String","$value":"report"}}}""");
        Assert.Equal((200, "active", "Report"), (made.Status, made.Body.Text("status"), made.Body!["comments"]![0].Text("content")));
        Assert.Equal(200, (await author.PostAsync(threads + "/1/comments" + V, """{"content":"Thanks","parentCommentId":1}""")).Status);
        Assert.Equal(403, (await author.PatchAsync(threads + "/1/comments/1" + V, """{"content":"Changed"}""")).Status);
        Assert.Equal("Report 2", (await lead.PatchAsync(threads + "/1/comments/1" + V, """{"content":"Report 2"}""")).Body.Text("content"));
        Assert.Equal("closed", (await lead.PatchAsync(threads + "/1" + V, """{"status":"closed"}""")).Body.Text("status"));
        Assert.Equal("report", (await author.GetAsync(threads + V)).Body!["value"]![0].Text("properties", "mlops", "$value"));
    }

    [Fact]
    public async Task ADenyOnABranchStopsPushesToIt()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var (author, lead) = (host.User("datascientist"), host.User("lead"));
        var repository = host.World.Git.Azure.Repositories[0];
        var identity = (await lead.GetAsync(Org + "/identities" + V + "&searchFilter=General&filterValue=data-scientists")).Body!["value"]![0];
        var token = $"repoV2/{repository.Project.Id}/{repository.Guid}/refs/heads/{Convert.ToHexStringLower(Encoding.Unicode.GetBytes("uat"))}";
        var entry = new JsonObject { ["token"] = token, ["merge"] = true, ["accessControlEntries"] = new JsonArray(new JsonObject { ["descriptor"] = identity.Text("descriptor"), ["allow"] = 0, ["deny"] = 4 }) };
        const string Namespace = "/2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
        Assert.Equal(403, (await author.PostAsync(Org + "/accesscontrolentries" + Namespace + V, entry.DeepClone())).Status);
        Assert.Equal(4, (await lead.PostAsync(Org + "/accesscontrolentries" + Namespace + V, entry)).Body!["value"]![0].Whole("deny"));
        var tip = await TipAsync(author, "uat");
        var commit = await PushAsync(author, "feature", "x");
        Assert.Equal("writePermissionRequired", (await UpdateAsync(author, "refs/heads/uat", tip, commit)).Text("updateStatus"));
        Assert.Equal("succeeded", (await UpdateAsync(lead, "refs/heads/uat", tip, commit)).Text("updateStatus"));
        Assert.NotNull((await lead.GetAsync(Org + "/accesscontrollists" + Namespace + V + "&token=" + token)).Body!["value"]![0]!["acesDictionary"]![identity.Text("descriptor")!]);
    }

    [Fact]
    public async Task ABranchThatInheritsNothingIsOnlyForThoseThatItAllows()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var (author, lead) = (host.User("datascientist"), host.User("lead"));
        var repository = host.World.Git.Azure.Repositories[0];
        const string Lists = Org + "/accesscontrollists/2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
        var robot = host.World.Git.Accounts.User("automation")!.Descriptor;
        var token = $"repoV2/{repository.Project.Id}/{repository.Guid}/refs/heads/{Convert.ToHexStringLower(Encoding.Unicode.GetBytes("uat"))}";
        var list = new JsonObject
        {
            ["token"] = token,
            ["inheritPermissions"] = false,
            ["acesDictionary"] = new JsonObject { [robot] = new JsonObject { ["descriptor"] = robot, ["allow"] = 4, ["deny"] = 0 } },
        };
        Assert.Equal(403, (await author.PostAsync(Lists + V, new JsonObject { ["value"] = new JsonArray(list.DeepClone()) })).Status);
        Assert.Equal(204, (await lead.PostAsync(Lists + V, new JsonObject { ["value"] = new JsonArray(list.DeepClone()) })).Status);
        Assert.False((await lead.GetAsync(Lists + V + "&token=" + token)).Body!["value"]![0].Flag("inheritPermissions"));
        var tip = await TipAsync(author, "uat");
        var commit = await PushAsync(author, "feature", "x");
        Assert.Equal("writePermissionRequired", (await UpdateAsync(author, "refs/heads/uat", tip, commit)).Text("updateStatus"));
        Assert.Equal("writePermissionRequired", (await UpdateAsync(lead, "refs/heads/uat", tip, commit)).Text("updateStatus"));
        Assert.Equal("succeeded", (await UpdateAsync(host.User("automation"), "refs/heads/uat", tip, commit)).Text("updateStatus"));

        list["inheritPermissions"] = true;
        list["acesDictionary"] = new JsonObject();
        Assert.Equal(204, (await lead.PostAsync(Lists + V, new JsonObject { ["value"] = new JsonArray(list) })).Status);
        Assert.Equal(0, (await lead.GetAsync(Lists + V + "&token=" + token)).Body.Whole("count"));
        Assert.Equal("succeeded", (await UpdateAsync(author, "refs/heads/uat", commit, await PushAsync(author, "feature", "y"))).Text("updateStatus"));
    }

    [Fact]
    public async Task TheParentOfAForkIsToldToThoseWhoAsk()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var lead = host.User("lead");
        var parent = (await lead.GetAsync(Repo + V)).Body;
        var project = new JsonObject { ["id"] = parent.Text("project", "id") };
        await lead.PostAsync(Org + "/git/repositories" + V, new JsonObject { ["name"] = "mine", ["project"] = project, ["parentRepository"] = new JsonObject { ["id"] = parent.Text("id"), ["project"] = project.DeepClone() } });
        var fork = (await lead.GetAsync(Project + "/git/repositories/mine" + V)).Body;
        Assert.Equal((true, null), (fork.Flag("isFork"), fork.Text("parentRepository", "name")));
        Assert.Null((await lead.PostAsync(Project + "/git/repositories" + V, """{"name":"empty"}""")).Body.Text("defaultBranch"));
        Assert.Null((await lead.GetAsync(Project + "/git/repositories/empty" + V)).Body.Text("defaultBranch"));
        Assert.Equal("model", (await lead.GetAsync(Project + "/git/repositories/mine" + V + "&includeParent=true")).Body.Text("parentRepository", "name"));
    }

    [Fact]
    public async Task PoliciesTagsAndFilesAreRead()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync("azure");
        var lead = host.User("lead");
        var policy = await PolicyAsync(lead, "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd", """{"minimumApproverCount":2}""");
        Assert.Equal(1, (await lead.GetAsync(Project + "/policy/configurations" + V + "&policyType=fa4e907d-c16b-4a4c-9dfa-4906e5d171dd")).Body.Whole("count"));
        policy!["settings"]!["minimumApproverCount"] = 1;
        Assert.Equal(2, (await lead.SendAsync(HttpMethod.Put, $"{Project}/policy/configurations/{policy.Whole("id")}{V}", policy.DeepClone())).Body.Whole("revision"));
        Assert.Equal(403, (await host.User("datascientist").SendAsync(HttpMethod.Put, $"{Project}/policy/configurations/{policy.Whole("id")}{V}", policy.DeepClone())).Status);
        Assert.Equal(204, (await lead.DeleteAsync($"{Project}/policy/configurations/{policy.Whole("id")}{V}")).Status);

        var tag = await lead.PostAsync(Repo + "/annotatedtags" + V, $$$"""{"name":"v1","message":"model 1","taggedObject":{"objectId":"{{{await TipAsync(lead, "uat")}}}"}}""");
        Assert.Equal((201, "model 1"), (tag.Status, tag.Body.Text("message")));
        Assert.Equal(await TipAsync(lead, "uat"), (await lead.GetAsync(Repo + "/refs" + V + "&filter=tags/v1&peelTags=true")).Body!["value"]![0].Text("peeledObjectId"));
        Assert.Equal("test_size=0.4\n", (await lead.GetAsync(Repo + "/items" + V + "&path=/model.txt&includeContent=true&versionDescriptor.version=dev")).Body.Text("content"));
        Assert.Equal(404, (await lead.GetAsync(Repo + "/items" + V + "&path=/nothing.txt")).Status);
    }

    private static async Task<string> TipAsync(SandboxHost.Session session, string branch) =>
        (await session.GetAsync($"{Repo}/refs{V}&filter=heads/{branch}")).Body!["value"]!.AsArray().Single(r => r.Text("name") == "refs/heads/" + branch).Text("objectId")!;

    private static async Task<JsonNode?> UpdateAsync(SandboxHost.Session session, string name, string old, string next)
    {
        var reply = await session.PostAsync(Repo + "/refs" + V, new JsonArray(new JsonObject { ["name"] = name, ["oldObjectId"] = old, ["newObjectId"] = next }));
        Assert.Equal(200, reply.Status);
        return reply.Body!["value"]![0];
    }

    /// <summary>Adds a commit to a branch, which begins at dev when it is new.</summary>
    private static async Task<string> PushAsync(SandboxHost.Session session, string branch, string text)
    {
        var there = (await session.GetAsync($"{Repo}/refs{V}&filter=heads/{branch}")).Body!["value"]!.AsArray();
        string tip;
        if (there.Count == 0)
        {
            tip = await TipAsync(session, "dev");
            Assert.True((await UpdateAsync(session, "refs/heads/" + branch, None, tip)).Flag("success"));
        }
        else
        {
            tip = there[0].Text("objectId")!;
        }

        return await session.CommitAzureAsync(Repo, branch, text, tip);
    }

    private static async Task<JsonNode?> PolicyAsync(SandboxHost.Session session, string type, string settings)
    {
        var body = new JsonObject { ["isEnabled"] = true, ["isBlocking"] = true, ["type"] = new JsonObject { ["id"] = type }, ["settings"] = JsonNode.Parse(settings) };
        body["settings"]!["scope"] = new JsonArray(new JsonObject { ["repositoryId"] = (await session.GetAsync(Repo + V)).Body.Text("id"), ["refName"] = "refs/heads/uat", ["matchKind"] = "exact" });
        var reply = await session.PostAsync(Project + "/policy/configurations" + V, body);
        Assert.True(reply.Status == 200, reply.TextBody);
        return reply.Body;
    }

    private static async Task<string?[]> EvaluationsAsync(SandboxHost.Session session, long? id)
    {
        var project = (await session.GetAsync(Repo + V)).Body.Text("project", "id");
        var reply = await session.GetAsync($"{Project}/policy/evaluations?api-version=7.1-preview.1&artifactId=vstfs:///CodeReview/CodeReviewId/{project}/{id}");
        return [.. reply.Body.Array("value")!.Select(e => e.Text("status"))];
    }
}
