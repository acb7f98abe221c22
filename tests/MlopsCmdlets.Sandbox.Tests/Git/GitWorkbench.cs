using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Git;

/// <summary>Steps that tests of the Git hosts begin with.</summary>
internal static class GitWorkbench
{
    public const string Team = GitAccounts.Team;
    public const string AzureRepo = "/azure/churn-team/mlops/_apis/git/repositories/model";

    public static string Token(this SandboxHost host, string login)
    {
        var accounts = host.World.Git.Accounts;
        return accounts.FullToken(accounts.User(login)!).Value;
    }

    public static SandboxHost.Session User(this SandboxHost host, string login) => host.As(host.Token(login));

    /// <summary>A URL with the user's name and token in it, as quick scripts write them.</summary>
    public static string CloneUrl(this SandboxHost host, string login, string path) =>
        new UriBuilder(host.Url) { UserName = login, Password = host.Token(login), Path = path }.Uri.ToString();

    /// <summary>A repository with one file on branches dev, uat and prd; prd is the default.</summary>
    public static async Task AddModelAsync(this SandboxHost host, string kind = "github", string owner = Team, string name = "model")
    {
        var body = new JsonObject
        {
            ["host"] = kind,
            ["owner"] = kind == "azure" ? owner + "/mlops" : owner,
            ["name"] = name,
            ["default_branch"] = "prd",
            ["branches"] = new[] { "dev", "uat", "prd" }.ToJsonArray(),
            ["files"] = new JsonObject { ["model.txt"] = "test_size=0.4\n", ["data/train.csv"] = "a,b\n1,2\n" },
        };
        Assert.Equal(201, (await host.Control.PostAsync("/_sandbox/git/repositories", body)).Status);
    }

    public static Octokit.GitHubClient Octokit(this SandboxHost host, string login) => host.OctokitWith(host.Token(login));

    public static Octokit.GitHubClient OctokitWith(this SandboxHost host, string token) =>
        new(new Octokit.ProductHeaderValue("sandbox-tests"), host.Url) { Credentials = new Octokit.Credentials(token) };

    /// <summary>Puts one file on a branch through GitHub's API; gives the commit.</summary>
    public static async Task<string> CommitAsync(this SandboxHost.Session session, string repository, string branch, string path, string text, string? from = null)
    {
        if (from is not null)
        {
            var tip = (await session.GetAsync($"/api/v3/repos/{repository}/git/ref/heads/{from}")).Body.Text("object", "sha");
            Assert.Equal(201, (await session.PostAsync($"/api/v3/repos/{repository}/git/refs", new JsonObject { ["ref"] = $"refs/heads/{branch}", ["sha"] = tip })).Status);
        }

        var old = await session.GetAsync($"/api/v3/repos/{repository}/contents/{path}?ref={Uri.EscapeDataString(branch)}");
        var body = new JsonObject { ["message"] = "Change " + path, ["content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), ["branch"] = branch };
        if (old.Status == 200) body["sha"] = old.Body.Text("sha");
        var reply = await session.SendAsync(HttpMethod.Put, $"/api/v3/repos/{repository}/contents/{path}", body);
        Assert.True(reply.Status is 200 or 201, reply.TextBody);
        return reply.Body.Text("commit", "sha")!;
    }

    /// <summary>Puts model.txt on a branch through Azure's API; gives the commit.</summary>
    public static async Task<string> CommitAzureAsync(this SandboxHost.Session session, string repository, string branch, string text, string tip)
    {
        var old = (await session.GetAsync($"{repository}/refs?api-version=7.1&filter=heads/{branch}")).Body.Whole("count") == 0 ? new string('0', 40) : tip;
        var body = new JsonObject
        {
            ["refUpdates"] = new JsonArray(new JsonObject { ["name"] = "refs/heads/" + branch, ["oldObjectId"] = old }),
            ["commits"] = new JsonArray(new JsonObject
            {
                ["comment"] = "Change",
                ["changes"] = new JsonArray(new JsonObject { ["changeType"] = "edit", ["item"] = new JsonObject { ["path"] = "/model.txt" }, ["newContent"] = new JsonObject { ["content"] = text, ["contentType"] = "rawtext" } }),
            }),
        };
        var reply = await session.PostAsync($"{repository}/pushes?api-version=7.1", body);
        Assert.True(reply.Status == 201, reply.TextBody);
        return reply.Body!["commits"]![0].Text("commitId")!;
    }

    public static Task<SandboxHost.Answer> PutAsync(this SandboxHost.Session session, string path, string json) => session.SendAsync(HttpMethod.Put, path, JsonNode.Parse(json));

    public static string Message(this SandboxHost.Answer answer) => answer.Body.Text("message") ?? "";
}
