using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Git.Seed;

/// <summary>The repository that the churn seed makes.</summary>
public sealed class ChurnRepositoryTests
{
    [Theory]
    [InlineData("/git/churn-upstream/mlops-churn-prediction.git")]
    [InlineData("/azure/churn-team/upstream/_git/mlops-churn-prediction")]
    public async Task ItHasNotebookDataJobAndEnvironmentsOnThreeBranches(string path)
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { Seeds = ["churn"] });
        using var git = new GitClient();
        await git.DoAsync("", "clone", "--quiet", host.CloneUrl("lead", path), "clone");
        var tips = await git.DoAsync("clone", "for-each-ref", "--format=%(refname:short) %(objectname)", "refs/remotes/origin");
        Assert.Equal(["origin/dev", "origin/prd", "origin/uat"], tips.Split('\n').Select(l => l.Split(' ')[0]).Where(n => n is not ("origin" or "origin/HEAD")).Order(StringComparer.Ordinal));
        Assert.Single(tips.Split('\n').Select(l => l.Split(' ')[1]).Distinct(StringComparer.Ordinal));
        Assert.Equal("3", await git.DoAsync("clone", "rev-list", "--count", "HEAD"));
        Assert.Equal("", (await git.RunAsync("clone", "fsck", "--strict")).Errors);

        var notebook = JsonNode.Parse(await ReadAsync("assets/notebooks/customer-churn-prediction.ipynb"))!;
        Assert.Equal((4, 5), (notebook.Whole("nbformat"), notebook.Whole("nbformat_minor")));
        var cells = notebook.Array("cells")!;
        Assert.InRange(cells.Count, 20, 30);
        Assert.Equal(cells.Count, cells.Select(c => c.Text("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.All(cells.Where(c => c.Text("cell_type") == "code"), c => Assert.Empty(c.Array("outputs")!));
        Assert.Contains("train_test_split(X, y, test_size=0.4, random_state=42, stratify=y)", notebook.ToJsonString(), StringComparison.Ordinal);

        var data = new List<string>();
        foreach (var environment in new[] { "dev", "uat", "prd" }) data.Add(await ReadAsync($"assets/data_asset/customer_churn-{environment}.csv"));
        Assert.Equal(3, data.Distinct(StringComparer.Ordinal).Count());
        Assert.All(data, text => Assert.Equal(1401, text.TrimEnd('\n').Split('\n').Length));

        var job = JsonNode.Parse(await ReadAsync("assets/.METADATA/job.deploychurnmodel.json"));
        Assert.True(File.Exists(git[Path.Combine("clone", job.Text("entity", "job", "configuration", "entrypoint")!)]));
        var environments = JsonNode.Parse(await ReadAsync("mlops.json")).Array("environments")!;
        Assert.Equal([null, "dev", "uat"], environments.Select(e => e.Text("predecessor")));
        Assert.All(environments, e => Assert.Equal(host.Url, new Uri(e.Text("url")!)));
        Assert.All(environments.Skip(1), e => Assert.True(File.Exists(git[Path.Combine("clone", e!["gates"]![0].Text("path")!)])));
        var spaces = (await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!.Select(s => s.Text("entity", "name"));
        Assert.Subset(spaces.Append("churn-dev").ToHashSet(), environments.Select(e => e.Text("space")).ToHashSet());

        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(git[Path.Combine("clone", file)], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task TheReadyMessageNamesHostsAndUsers()
    {
        await using var host = await SandboxHost.StartAsync(configure: o => o with { Seeds = ["churn"] });
        var git = (await host.Control.GetAsync("/_sandbox/git")).Body;
        Assert.True(git.Flag("available"));
        Assert.Equal(host.Url + "azure/churn-team", git.Text("azureReposUrl"));
        Assert.Equal(["admin", "automation", "datascientist", "lead", "outsider"], git.Array("users")!.Select(u => u.Text("login")!).Order(StringComparer.Ordinal));
        foreach (var user in git.Array("users")!) Assert.Equal(user.Text("login"), (await host.As(user.Text("token")!).GetAsync("/api/v3/user")).Body.Text("login"));
        Assert.Equal(["expired", "pipeline", "without-scope"], git.Array("tokens")!.Select(t => t.Text("label")!));
        Assert.Equal(2, git.Array("repositories")!.Count);
    }
}
