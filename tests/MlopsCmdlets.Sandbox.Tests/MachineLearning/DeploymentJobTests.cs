using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

public sealed class DeploymentJobTests
{
    private const string V = TestSpace.Version;
    private const string Inline = """{"input_data":[{"fields":["age","plan"],"values":[[60,"gold"]]}]}""";

    [Fact]
    public async Task AnInlineJobRunsThroughItsStatesAndKeepsItsPredictions()
    {
        await using var space = await TestSpace.StartAsync();
        var (_, job) = await StartAsync(space, Inline);
        Assert.Equal(202, job.Status);
        Assert.Equal("queued", State(job.Body));
        Assert.Null(job.Body!["entity"]!["platform_job"]);
        Assert.Null(job.Body["entity"]!["scoring"]!["predictions"]);

        var path = $"/ml/v4/deployment_jobs/{job.Body.Text("metadata", "id")}?{space.Scope}";
        Assert.Equal("queued", State((await space.Admin.GetAsync(path)).Body));
        Assert.Equal("running", State((await space.Admin.GetAsync(path)).Body));
        var done = await space.Admin.GetAsync(path);
        Assert.Equal("completed", State(done.Body));
        Assert.Equal("T", done.Body!["entity"]!["scoring"]!["predictions"]![0]!["values"]![0]![0].Text());
        Assert.NotNull(done.Body.Text("entity", "platform_job", "run_id"));
        Assert.NotNull(done.Body.Text("entity", "scoring", "status", "completed_at"));

        var newer = await space.Admin.GetAsync(path.Replace(V, "version=2024-01-12", StringComparison.Ordinal));
        Assert.NotNull(newer.Body!["entity"]!["platform_jobs"]![0].Text("run_id"));
        var status = await space.Admin.GetAsync(path + "&include=status");
        Assert.Equal(["status"], status.Body.Object("entity", "scoring")!.Select(p => p.Key));
    }

    [Fact]
    public async Task ACsvAssetIsScoredIntoANewDataAsset()
    {
        await using var space = await TestSpace.StartAsync();
        var data = await AddCsvAsync(space, "age,plan,note\n60,gold,\"a, b\"\n30,basic,\n");
        var (_, job) = await StartAsync(space, Table(space, data));
        await FinishAsync(space, job.Body!, "completed");
        var result = space.Host.World.Assets.In(space.Container, "data_asset").Single(a => a.Name == "results.csv");
        var text = Encoding.UTF8.GetString(await AssetStore.ContentOf(space.Container, Assert.Single(result.Attachments))!.ReadAllAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            "age,plan,note,$R-CHURN,$RC-CHURN,$RP-CHURN,$RP-T,$RP-F,$RI-CHURN\n60,gold,\"a, b\",T,0.8,0.8,0.8,0.2,1\n30,basic,,F,1,1,0,1,2\n",
            text);
    }

    [Fact]
    public async Task InputThatTheModelCannotTakeFailsTheJobAndLeavesNoOutput()
    {
        await using var space = await TestSpace.StartAsync();
        var data = await AddCsvAsync(space, "age\n60\n");
        var (_, job) = await StartAsync(space, Table(space, data));
        var failed = await FinishAsync(space, job.Body!, "failed");
        Assert.Contains("plan", failed["entity"]!["scoring"]!["status"]!["failure"]!["errors"]![0].Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain(space.Host.World.Assets.In(space.Container), a => a.Name == "results.csv");
    }

    [Fact]
    public async Task ACanceledJobLeavesNoOutputAndCanBeRemoved()
    {
        await using var space = await TestSpace.StartAsync();
        var data = await AddCsvAsync(space, "age,plan\n60,gold\n");
        var (_, job) = await StartAsync(space, Table(space, data));
        var path = $"/ml/v4/deployment_jobs/{job.Body.Text("metadata", "id")}?{space.Scope}";
        Assert.Equal(204, (await space.Admin.DeleteAsync(path)).Status);
        Assert.Equal("canceled", State((await space.Admin.GetAsync(path)).Body));
        Assert.DoesNotContain(space.Host.World.Assets.In(space.Container), a => a.Name == "results.csv");
        Assert.Equal(204, (await space.Admin.DeleteAsync(path + "&hard_delete=true")).Status);
        Assert.Equal(404, (await space.Admin.GetAsync(path)).Status);
    }

    [Fact]
    public async Task JobsNeedABatchDeploymentAndInput()
    {
        await using var space = await TestSpace.StartAsync();
        var model = await space.AddModelAsync();
        var online = (await space.DeployAsync(model)).Body.Text("metadata", "id")!;
        var batch = (await space.DeployAsync(model, """{"batch":{}}""")).Body.Text("metadata", "id")!;
        Assert.Equal(400, (await PostAsync(space, online, Inline)).Status);
        Assert.Equal(400, (await PostAsync(space, batch, "{}")).Status);
        Assert.Equal(404, (await PostAsync(space, "none", Inline)).Status);
        var viewer = await space.AddMemberAsync("vera", ContainerRole.Viewer);
        Assert.Equal(403, (await viewer.PostAsync($"/ml/v4/deployment_jobs?{V}", Body(space, batch, Inline))).Status);
        Assert.Empty((await viewer.GetAsync($"/ml/v4/deployment_jobs?{space.Scope}&deployment_id={batch}")).Body.Array("resources")!);
    }

    private static string? State(JsonNode? job) => job.Text("entity", "scoring", "status", "state");

    private static JsonObject Body(TestSpace space, string deployment, string scoring) => new()
    {
        ["name"] = "run",
        ["space_id"] = space.Id,
        ["deployment"] = new JsonObject { ["id"] = deployment },
        ["scoring"] = JsonNode.Parse(scoring),
    };

    private static Task<SandboxHost.Answer> PostAsync(TestSpace space, string deployment, string scoring) =>
        space.Admin.PostAsync($"/ml/v4/deployment_jobs?{V}", Body(space, deployment, scoring));

    private static async Task<(string Deployment, SandboxHost.Answer Job)> StartAsync(TestSpace space, string scoring)
    {
        var deployment = (await space.DeployAsync(await space.AddModelAsync(), """{"batch":{}}""")).Body.Text("metadata", "id")!;
        return (deployment, await PostAsync(space, deployment, scoring));
    }

    private static async Task<JsonNode> FinishAsync(TestSpace space, JsonNode job, string state)
    {
        SandboxHost.Answer reply = null!;
        for (var i = 0; i < 3; i++) reply = await space.Admin.GetAsync($"/ml/v4/deployment_jobs/{job.Text("metadata", "id")}?{space.Scope}");
        Assert.Equal(state, State(reply.Body));
        return reply.Body!;
    }

    private static string Table(TestSpace space, string asset) => $$$$"""
        {"input_data_references":[{"type":"data_asset","connection":{},"location":{"href":"/v2/assets/{{{{asset}}}}?space_id={{{{space.Id}}}}"}}],
         "output_data_reference":{"type":"data_asset","connection":{},"location":{"name":"results.csv"}}}
        """;

    private static async Task<string> AddCsvAsync(TestSpace space, string text)
    {
        var world = space.Host.World;
        var asset = world.Assets.Add(new Asset { ContainerId = space.Id, Type = "data_asset", Name = "in.csv" });
        var content = await world.Contents.SaveAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        world.Assets.Attach(space.Container, asset, new Attachment { AssetType = "data_asset", Name = "in.csv", Mime = "text/csv" }, content, "1");
        return asset.Id;
    }
}
