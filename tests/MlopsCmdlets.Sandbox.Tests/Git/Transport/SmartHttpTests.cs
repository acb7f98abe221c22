using System.Text.Json.Nodes;
using LibGit2Sharp;
using LibGit2Sharp.Handlers;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Git.Transport;

/// <summary>Clone, fetch and push with the git program and with libgit2.</summary>
public sealed class SmartHttpTests
{
    [Theory]
    [InlineData("github", "/git/churn-team/model.git")]
    [InlineData("github", "/git/churn-team/model")]
    [InlineData("azure", "/azure/churn-team/mlops/_git/model")]
    public async Task GitClonesPushesAndFetches(string kind, string path)
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync(kind);
        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("datascientist", path), "one");
        Assert.Equal("prd", await git.DoAsync("one", "branch", "--show-current"));
        Assert.Equal("origin/HEAD -> origin/prd\norigin/dev\norigin/prd\norigin/uat", (await git.DoAsync("one", "branch", "-r", "--format=%(refname:short)%(if)%(symref)%(then) -> %(symref:short)%(end)")).Replace("origin -> ", "origin/HEAD -> "));

        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("lead", path), "two");
        await git.DoAsync("one", "switch", "--quiet", "-c", "feature/größe");
        var sha = await git.CommitAsync("one", "data/ü.txt", new string('x', 3_000_000), "Big and odd");
        await git.DoAsync("one", "push", "--quiet", "-u", "origin", "HEAD");
        await git.DoAsync("two", "fetch", "--quiet");
        Assert.Equal(sha, await git.DoAsync("two", "rev-parse", "origin/feature/größe"));

        await git.DoAsync("one", "push", "--quiet", "origin", "--delete", "feature/größe");
        await git.DoAsync("two", "fetch", "--quiet", "--prune");
        Assert.DoesNotContain("größe", await git.DoAsync("two", "branch", "-r"), StringComparison.Ordinal);
        foreach (var clone in new[] { "one", "two" }) Assert.DoesNotContain("error", (await git.RunAsync(clone, "fsck", "--strict")).Errors, StringComparison.Ordinal);
        var storage = kind == "azure" ? host.World.Git.Azure.Repositories[0] : (Sandbox.Git.GitRepository)host.World.Git.GitHub.Repositories[0];
        await git.DoAsync((await storage.OpenAsync()).Path, "fsck", "--strict");
    }

    [Fact]
    public async Task ShallowAndPartialClonesWork()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync();
        var url = host.CloneUrl("lead", "/git/churn-team/model.git");
        await git.DoAsync("", "clone", "--quiet", "--depth", "1", "--branch", "dev", url, "shallow");
        Assert.Equal("1", await git.DoAsync("shallow", "rev-list", "--count", "HEAD"));
        await git.CommitAsync("shallow", "more.txt", "more");
        await git.DoAsync("shallow", "push", "--quiet");
        await git.DoAsync("", "clone", "--quiet", "--filter=blob:none", url, "partial");
        Assert.Equal("test_size=0.4", await git.DoAsync("partial", "show", "HEAD:model.txt"));
    }

    [Theory]
    [InlineData("wrong", 401)]
    [InlineData("", 200)]
    public async Task AnybodyReadsWhatIsPublicButNotWithAWrongToken(string token, int status)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.AddModelAsync();
        var session = token.Length > 0 ? host.As(token) : host.Anonymous;
        Assert.Equal(status, (await session.GetAsync("/git/churn-team/model.git/info/refs?service=git-upload-pack")).Status);
        var push = await session.GetAsync("/git/churn-team/model.git/info/refs?service=git-receive-pack");
        Assert.Equal(401, push.Status);
        Assert.Contains("Basic", push.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReasonOfARefusedLoginReachesTheUser()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync();
        await host.AddModelAsync("azure");
        var missing = await git.RunAsync("", "clone", host.CloneUrl("lead", "/git/churn-team/nothing.git"), "nothing");
        Assert.Contains("Repository not found", missing.Errors, StringComparison.Ordinal);
        var foreign = await git.RunAsync("", "clone", host.CloneUrl("outsider", "/azure/churn-team/mlops/_git/model"), "foreign");
        Assert.NotEqual(0, foreign.ExitCode);

        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("outsider", "/git/churn-team/model.git"), "outside");
        await git.CommitAsync("outside", "x.txt", "x");
        var push = await git.RunAsync("outside", "push");
        Assert.Contains("Permission to churn-team/model.git denied to outsider.", push.Errors, StringComparison.Ordinal);

        var unscoped = host.World.Git.Accounts.Tokens.Single(t => t.Label == "without-scope").Value;
        Assert.Equal(403, (await host.As(unscoped).GetAsync("/git/churn-team/model.git/info/refs?service=git-receive-pack")).Status);
        var expired = await host.As(host.World.Git.Accounts.Tokens.Single(t => t.Label == "expired").Value).GetAsync("/git/churn-team/model.git/info/refs?service=git-receive-pack");
        Assert.Equal((401, "The token has expired.\n"), (expired.Status, expired.TextBody));
    }

    [Fact]
    public async Task LibGit2ClonesAndPushes()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync();
        CredentialsHandler credentials = (_, _, _) => new UsernamePasswordCredentials { Username = "datascientist", Password = host.Token("datascientist") };
        var options = new CloneOptions { BranchName = "dev" };
        options.FetchOptions.CredentialsProvider = credentials;
        Repository.Clone(new Uri(host.Url, "/git/churn-team/model.git").ToString(), git["clone"], options);
        using var repository = new Repository(git["clone"]);
        await git.WriteAsync("clone/model.txt", "test_size=0.2\n");
        Commands.Stage(repository, "*");
        var who = new Signature("Dana", "dana@example.invalid", DateTimeOffset.UnixEpoch.AddYears(50));
        var commit = repository.Commit("Optimize", who, who);
        var problems = new List<string>();
        repository.Network.Push(repository.Network.Remotes["origin"], "refs/heads/dev", new PushOptions { CredentialsProvider = credentials, OnPushStatusError = e => problems.Add(e.Message) });
        Assert.Empty(problems);
        Assert.Equal(commit.Sha, await (await host.World.Git.GitHub.Repositories[0].OpenAsync()).BranchAsync("dev"));
    }

    [Fact]
    public async Task ARepositoryMayUseSha256()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        var made = await host.Control.PostAsync("/_sandbox/git/repositories", new JsonObject { ["owner"] = "churn-team", ["name"] = "new", ["object_format"] = "sha256", ["files"] = new JsonObject { ["a"] = "b" } });
        Assert.Equal(201, made.Status);
        await git.DoAsync("", "clone", "--quiet", made.Body.Text("clone_url")!, "clone");
        Assert.Equal(64, (await git.DoAsync("clone", "rev-parse", "HEAD")).Length);
    }

    [Fact]
    public async Task GitTrustsTheSandboxsAuthority()
    {
        await using var server = await Sandbox.Hosting.SandboxServer.StartAsync(new() { Urls = [new Uri("https://127.0.0.1:0")], Seeds = ["churn"] }, TestContext.Current.CancellationToken);
        using var git = new GitClient();
        await git.WriteAsync("ca.pem", server.CaCertificate);
        var url = new Uri(server.Url, "/git/churn-upstream/mlops-churn-prediction.git").ToString();
        Assert.NotEqual(0, (await git.RunAsync("", "clone", "--quiet", url, "untrusting")).ExitCode);
        await git.DoAsync("", "-c", "http.sslCAInfo=" + git["ca.pem"], "clone", "--quiet", url, "trusting");
        Assert.Contains(server.Url.ToString().TrimEnd('/'), await File.ReadAllTextAsync(git["trusting/mlops.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APushThatBreaksOffLeavesNothingBehind()
    {
        await using var host = await SandboxHost.StartAsync();
        using var git = new GitClient();
        await host.AddModelAsync();
        await git.DoAsync("", "clone", "--quiet", "-b", "dev", host.CloneUrl("lead", "/git/churn-team/model.git"), "clone");
        var tip = await git.DoAsync("clone", "rev-parse", "HEAD");
        await git.CommitAsync("clone", "big.txt", string.Concat(Enumerable.Range(0, 200_000).Select(i => i.ToString("x8"))));
        await host.AddFaultAsync("""{"fault":"reset","method":"POST","path":"/git/**/git-receive-pack","times":"always"}""");
        Assert.NotEqual(0, (await git.RunAsync("clone", "push")).ExitCode);
        await host.Control.DeleteAsync("/_sandbox/faults");
        await host.AddFaultAsync("""{"fault":"truncate","method":"POST","path":"/git/**/git-receive-pack","after_bytes":0}""");
        await git.RunAsync("clone", "push");

        // Half of a push: the head is there, the pack is not.
        using var body = new ByteArrayContent(System.Text.Encoding.ASCII.GetBytes($"0094{tip} {new string('1', 40)} refs/heads/uat\0 report-status side-band-64k agent=x       0000PACK"));
        body.Headers.ContentType = new("application/x-git-receive-pack-request");
        await host.User("lead").SendAsync(HttpMethod.Post, "/git/churn-team/model.git/git-receive-pack", body);
        var storage = await host.World.Git.GitHub.Repositories[0].OpenAsync();
        Assert.Equal(tip, await storage.BranchAsync("uat"));
        Assert.Equal("", (await git.RunAsync(storage.Path, "fsck", "--strict")).Errors.Replace("notice: HEAD points to an unborn branch", ""));
        await git.RunAsync("clone", "push");
        Assert.Equal(await git.DoAsync("clone", "rev-parse", "HEAD"), await storage.BranchAsync("dev"));
    }

    [Fact]
    public async Task WithoutAGitProgramTheRestStillRuns()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { GitProgram = "" });
        Assert.Equal(200, (await host.Admin.GetAsync("/v2/spaces")).Status);
        var reply = await host.User("lead").PostAsync("/api/v3/user/repos", """{"name":"x"}""");
        Assert.Equal(503, reply.Status);
        Assert.Contains("git program was not found", reply.Message(), StringComparison.Ordinal);
        Assert.False((await host.Control.GetAsync("/_sandbox/git")).Body.Flag("available"));
    }

    [Fact]
    public async Task TheFolderGoesWithTheSandbox()
    {
        string path;
        await using (var host = await SandboxHost.StartAsync())
        {
            await host.AddModelAsync();
            path = (await host.World.Git.GitHub.Repositories[0].OpenAsync()).Path;
            Assert.True(Directory.Exists(path));
        }

        Assert.False(Directory.Exists(path));
    }
}
