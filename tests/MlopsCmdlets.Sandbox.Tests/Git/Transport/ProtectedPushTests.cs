using System.Text.Json.Nodes;
using LibGit2Sharp;

namespace MlopsCmdlets.Sandbox.Tests.Git.Transport;

/// <summary>What the hosts refuse on push, and what the client gets to know of it.</summary>
public sealed class ProtectedPushTests
{
    private const string Open = """{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":null,"restrictions":null}""";
    private const string PullRequest = """{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":{"required_approving_review_count":1},"restrictions":null}""";

    [Fact]
    public async Task OnlyThePullRequestChangesAProtectedBranch()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await ProtectAsync(host, "uat", PullRequest);
        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("lead", "/git/churn-team/model.git"), "clone");
        await git.CommitAsync("clone", "x.txt", "x");
        var push = await git.RunAsync("clone", "push", "origin", "HEAD:uat", "HEAD:refs/heads/feature");
        Assert.Equal(1, push.ExitCode);
        Assert.Contains("remote: error: GH006: Protected branch update failed for refs/heads/uat.", push.Errors, StringComparison.Ordinal);
        Assert.Contains("remote: error: Changes must be made through a pull request.", push.Errors, StringComparison.Ordinal);
        Assert.Contains("[remote rejected] HEAD -> uat (protected branch hook declined", push.Errors, StringComparison.Ordinal);
        Assert.Contains("[new branch]      HEAD -> feature", push.Errors, StringComparison.Ordinal);
        var delete = await git.RunAsync("clone", "push", "origin", ":uat");
        Assert.Contains("Cannot delete this protected branch", delete.Errors, StringComparison.Ordinal);
        Assert.Contains("refs/heads/uat", await git.DoAsync("clone", "ls-remote", "--heads", "origin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForcePushIsToldFromAnOrdinaryOne()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await ProtectAsync(host, "dev", Open);
        await git.DoAsync("", "clone", "--quiet", "-b", "dev", host.CloneUrl("datascientist", "/git/churn-team/model.git"), "clone");
        await git.CommitAsync("clone", "x.txt", "x");
        await git.DoAsync("clone", "push", "--quiet");
        await git.DoAsync("clone", "commit", "--quiet", "--amend", "-m", "Another");
        var push = await git.RunAsync("clone", "push", "--force");
        Assert.Contains("Cannot force-push to this branch", push.Errors, StringComparison.Ordinal);
        await git.DoAsync("clone", "push", "--quiet", "origin", "HEAD:refs/heads/elsewhere");
    }

    [Fact]
    public async Task PushIsForTheNamedOnes()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await ProtectAsync(host, "dev", """{"required_status_checks":null,"enforce_admins":true,"required_pull_request_reviews":null,"restrictions":{"users":["automation"],"teams":["mlops-leads"]}}""");
        foreach (var (login, allowed) in new[] { ("datascientist", false), ("automation", true), ("lead", true) })
        {
            await git.DoAsync("", "clone", "--quiet", "-b", "dev", host.CloneUrl(login, "/git/churn-team/model.git"), login);
            await git.CommitAsync(login, login + ".txt", "x");
            var push = await git.RunAsync(login, "push");
            Assert.Equal(allowed, push.ExitCode == 0);
            Assert.Equal(!allowed, push.Errors.Contains("You're not authorized to push to this branch", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task LibGit2GetsTheReason()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await ProtectAsync(host, "dev", PullRequest);
        await git.DoAsync("", "clone", "--quiet", "-b", "dev", host.CloneUrl("datascientist", "/git/churn-team/model.git"), "clone");
        await git.CommitAsync("clone", "x.txt", "x");
        using var repository = new Repository(git["clone"]);
        var problems = new List<string>();
        repository.Network.Push(repository.Network.Remotes["origin"], "refs/heads/dev", new PushOptions { OnPushStatusError = e => problems.Add($"{e.Reference}: {e.Message}") });
        Assert.Equal(["refs/heads/dev: protected branch hook declined: GH006: Changes must be made through a pull request."], problems);
    }

    [Fact]
    public async Task AzurePoliciesForbidPushesToo()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync("azure");
        var repository = host.World.Git.Azure.Repositories[0];
        var policy = new JsonObject
        {
            ["isEnabled"] = true,
            ["isBlocking"] = true,
            ["type"] = new JsonObject { ["id"] = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd" },
            ["settings"] = new JsonObject { ["minimumApproverCount"] = 1, ["scope"] = new JsonArray(new JsonObject { ["repositoryId"] = repository.Guid, ["refName"] = "refs/heads/uat", ["matchKind"] = "exact" }) },
        };
        Assert.Equal(200, (await host.User("lead").PostAsync("/azure/churn-team/mlops/_apis/policy/configurations?api-version=7.1", policy)).Status);
        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("datascientist", "/azure/churn-team/mlops/_git/model"), "clone");
        await git.CommitAsync("clone", "x.txt", "x");
        var push = await git.RunAsync("clone", "push", "origin", "HEAD:uat");
        Assert.Contains("[remote rejected] HEAD -> uat (TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.)", push.Errors, StringComparison.Ordinal);
        await git.DoAsync("clone", "push", "--quiet", "origin", "HEAD:dev");
        await git.DoAsync("clone", "commit", "--quiet", "--amend", "-m", "Another");
        Assert.Contains("ForcePush", (await git.RunAsync("clone", "push", "--force", "origin", "HEAD:dev")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyPushesToTheHostsOwnReferences()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync();
        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("lead", "/git/churn-team/model.git"), "clone");
        var push = await git.RunAsync("clone", "push", "origin", "HEAD:refs/pull/1/head");
        Assert.Contains("deny updating a hidden ref", push.Errors, StringComparison.Ordinal);
    }

    private static async Task ProtectAsync(SandboxHost host, string branch, string rules)
    {
        await host.AddModelAsync();
        var reply = await host.User("lead").PutAsync($"/api/v3/repos/churn-team/model/branches/{branch}/protection", rules);
        Assert.True(reply.Status == 200, reply.TextBody);
    }
}
