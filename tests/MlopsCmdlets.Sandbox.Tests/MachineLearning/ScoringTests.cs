using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

public sealed class ScoringTests
{
    private const string Schema = """{"input":[{"id":"1","fields":[{"name":"age","type":"double"},{"name":"plan","type":"string"},{"name":"ID","type":"integer"}]}]}""";

    [Fact]
    public async Task ATreeWithoutOutputAnswersInTheColumnsOfTheProduct()
    {
        await using var space = await TestSpace.StartAsync();
        var id = (await space.DeployToEndAsync(await space.AddModelAsync())).Text("metadata", "id")!;
        var reply = await space.ScoreAsync(id, """[{"fields":["plan","age"],"values":[["gold",60],["basic",30]]}]""");
        Assert.Equal(200, reply.Status);
        var block = Assert.Single(reply.Body.Array("predictions")!);
        Assert.Equal(["$R-CHURN", "$RC-CHURN", "$RP-CHURN", "$RP-T", "$RP-F", "$RI-CHURN"], block.Strings("fields"));
        Assert.Equal("""["T",0.8,0.8,0.8,0.2,"1"]""", block!["values"]![0]!.ToJsonString());
        Assert.Equal("""["F",1,1,0,1,"2"]""", block["values"]![1]!.ToJsonString());
        Assert.Null(block["id"]);
    }

    [Fact]
    public async Task SeveralItemsAreAnsweredInOrderWithTheirIds()
    {
        await using var space = await TestSpace.StartAsync();
        var id = (await space.DeployToEndAsync(await space.AddModelAsync())).Text("metadata", "id")!;
        var reply = await space.ScoreAsync(id, """[{"id":"b","fields":["age","plan"],"values":[[60,"gold"]]},{"id":"a","values":[[30,"gold"],[70,"basic"]]},{"fields":["age","plan"],"values":[]}]""");
        var blocks = reply.Body.Array("predictions")!;
        Assert.Equal(["b", "a", null], blocks.Select(b => b.Text("id")));
        Assert.Equal([1, 2, 0], blocks.Select(b => b.Array("values")!.Count));
        Assert.Equal("T", blocks[1]!["values"]![1]![0].Text());
    }

    [Theory]
    [InlineData("""[{"fields":["age"],"values":[[60]]}]""", "plan")]
    [InlineData("""[{"fields":["age","plan","shoe"],"values":[[60,"gold",43]]}]""", "shoe")]
    [InlineData("""[{"fields":["age","plan","age"],"values":[[60,"gold",1]]}]""", "twice")]
    [InlineData("""[{"fields":["age","plan"],"values":[["sixty","gold"]]}]""", "age")]
    [InlineData("""[{"fields":["age","plan"],"values":[[60,"gold"],[60]]}]""", "values[1]")]
    [InlineData("""[{"fields":["age","plan"],"values":[{"age":60}]}]""", "values[0]")]
    [InlineData("""[{"fields":["age","plan"]}]""", "values")]
    [InlineData("""[{"fields":"age","values":[[60]]}]""", "fields")]
    [InlineData("""[]""", "input_data")]
    [InlineData("""{"fields":[]}""", "input_data")]
    [InlineData("""[7]""", "input_data[0]")]
    public async Task InputThatDoesNotFitIsRefusedWithThePlace(string inputData, string saying)
    {
        await using var space = await TestSpace.StartAsync();
        var id = (await space.DeployToEndAsync(await space.AddModelAsync(schema: Schema))).Text("metadata", "id")!;
        var reply = await space.ScoreAsync(id, inputData);
        Assert.Equal((400, "invalid_input"), (reply.Status, reply.ErrorCode));
        Assert.Contains(saying, reply.Body!["errors"]![0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ColumnsOfTheSchemaThatTheModelDoesNotReadAreTaken()
    {
        await using var space = await TestSpace.StartAsync();
        var declared = (await space.DeployToEndAsync(await space.AddModelAsync(schema: Schema))).Text("metadata", "id")!;
        var open = (await space.DeployToEndAsync(await space.AddModelAsync())).Text("metadata", "id")!;
        Assert.Equal(200, (await space.ScoreAsync(declared, """[{"fields":["ID","age","plan","CHURN"],"values":[[1,60,"gold","T"]]}]""")).Status);
        Assert.Equal(200, (await space.ScoreAsync(open, """[{"fields":["shoe","age","plan"],"values":[[43,60,"gold"]]}]""")).Status);
    }

    [Fact]
    public async Task UnknownDeploymentsBatchDeploymentsAndBadJsonAreErrors()
    {
        await using var space = await TestSpace.StartAsync();
        var model = await space.AddModelAsync();
        var batch = (await space.DeployToEndAsync(model, """{"batch":{}}""")).Text("metadata", "id")!;
        var online = (await space.DeployToEndAsync(model)).Text("metadata", "id")!;
        Assert.Equal(404, (await space.ScoreAsync("no_such", "[]")).Status);
        Assert.Equal(400, (await space.ScoreAsync(batch, "[]")).Status);
        Assert.Equal(400, (await space.Admin.SendAsync(HttpMethod.Post, $"/ml/v4/deployments/{online}/predictions?{TestSpace.Version}", new StringContent("{"))).Status);
        Assert.Equal(400, (await space.Admin.PostAsync($"/ml/v4/deployments/{online}/predictions", """{"input_data":[]}""")).Status);
    }

    [Fact]
    public async Task AFunctionEchoesWhatItIsGiven()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await AddFunctionAsync(space, [0x1f, 0x8b, 8, 0]);
        var deployment = await space.DeployToEndAsync(id);
        Assert.Equal(("ready", "function"), (deployment.Text("entity", "status", "state"), deployment.Text("entity", "deployed_asset_type")));
        var reply = await space.ScoreAsync(deployment.Text("metadata", "id")!, """[{"id":"x","fields":["a"],"values":[[1,"b"],{"k":null},"s"]},{"question":"why"}]""");
        Assert.Equal(
            """{"predictions":[{"id":"x","fields":["echo"],"values":[[[1,"b"]],[{"k":null}],["s"]]},{"echo":{"question":"why"}}]}""",
            reply.Body!.ToJsonString());

        var broken = await space.DeployToEndAsync(await AddFunctionAsync(space, "print(1)"u8.ToArray()));
        Assert.Equal("failed", broken.Text("entity", "status", "state"));
    }

    [Fact]
    public async Task ConstantScoresAnswerEachRowWithoutReadingIt()
    {
        await using var space = await TestSpace.StartAsync();
        var id = (await space.DeployToEndAsync(await space.AddModelAsync())).Text("metadata", "id")!;
        await space.Host.SetAsync("""{"constant_scores":true}""");
        var reply = await space.ScoreAsync(id, """[{"fields":["z"],"values":[[1,[2]],[{"values":[1]}],3]},{"id":"q","values":[]}]""");
        var blocks = reply.Body.Array("predictions")!;
        Assert.Equal([3, 0], blocks.Select(b => b.Array("values")!.Count));
        Assert.Equal(["prediction", "probability"], blocks[0].Strings("fields"));
    }

    [Fact]
    public async Task TheModelOfTheChurnSeedTakesTheScoringRequestOfTheExercise()
    {
        await using var host = await SandboxHost.StartAsync(configure: options => options with { Seeds = ["churn"] });
        var (space, model) = host.World.Containers.All(ContainerKind.Space)
            .SelectMany(c => host.World.Assets.In(c, "wml_model").Select(a => (c, a))).First();
        var created = await host.Admin.PostAsync($"/ml/v4/deployments?{TestSpace.Version}", new JsonObject
        {
            ["name"] = "churn",
            ["space_id"] = space.Id,
            ["asset"] = new JsonObject { ["id"] = model.Id },
            ["online"] = new JsonObject(),
        });
        var path = $"/ml/v4/deployments/{created.Body.Text("metadata", "id")}";
        for (var i = 0; i < 2; i++) created = await host.Admin.GetAsync($"{path}?{TestSpace.Version}&space_id={space.Id}");
        Assert.Equal("ready", created.Body.Text("entity", "status", "state"));

        var reply = await host.Admin.PostAsync($"{path}/predictions?{TestSpace.Version}", """
            {"input_data":[{"fields":["ID","LONGDISTANCE","INTERNATIONAL","LOCAL","DROPPED","PAYMETHOD","LOCALBILLTYPE","LONGDISTANCEBILLTYPE","USAGE","RATEPLAN","GENDER","STATUS","CHILDREN","ESTINCOME","CAROWNER","AGE"],
             "values":[[1,28,0,60,0,"Auto","FreeLocal","Standard",89,4,"F","M",1,23000,"N",45]]}]}
            """);
        Assert.True(reply.Status == 200, reply.TextBody);
        var row = Assert.Single(reply.Body!["predictions"]![0].Array("values")!);
        Assert.Contains(row![0].Text(), new[] { "T", "F" });
    }

    private static async Task<string> AddFunctionAsync(TestSpace space, byte[] code)
    {
        var created = await space.Admin.PostAsync($"/ml/v4/functions?{TestSpace.Version}", new JsonObject { ["name"] = "f", ["space_id"] = space.Id, ["software_spec"] = new JsonObject { ["id"] = TestSpace.PythonSpecification } });
        var id = created.Body.Text("metadata", "id")!;
        Assert.Equal(201, (await space.PutAsync($"/ml/v4/functions/{id}/code?{space.Scope}", code)).Status);
        return id;
    }
}
