using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

public sealed class ModelTests
{
    private const string V = TestSpace.Version;

    [Fact]
    public async Task CreatedModelHasTheFormOfTheProductAndIsTheSameAssetInCams()
    {
        await using var space = await TestSpace.StartAsync();
        var reply = await space.Admin.PostAsync($"/ml/v4/models?{V}", $$$"""
            {"name":"m","description":"d","type":"pmml_4.2","space_id":"{{{space.Id}}}","label_column":"CHURN","tags":["t"],
             "software_spec":{"name":"pmml-3.0_4.3"},"schemas":{"input":[{"id":"1","fields":[{"name":"age","type":"double"}]}],"output":[]}}
            """);
        Assert.Equal(201, reply.Status);
        var (entity, metadata) = (reply.Body!["entity"], reply.Body["metadata"]);
        Assert.Equal(("pmml_4.2", "CHURN"), (entity.Text("type"), entity.Text("label_column")));
        Assert.Equal(TestSpace.PmmlSpecification, entity.Text("software_spec", "id"));
        Assert.Equal("age", entity!["schemas"]!["input"]![0]!["fields"]![0].Text("name"));
        Assert.Equal(("m", "d", space.Id), (metadata.Text("name"), metadata.Text("description"), metadata.Text("space_id")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", metadata.Text("created_at"));
        Assert.True(space.Host.World.Assets.TryGet(space.Container, metadata.Text("id")!, out var asset));
        Assert.Equal("wml_model", asset.Type);
    }

    [Theory]
    [InlineData("""{"type":"pmml_4.2","software_spec":{"name":"pmml-3.0_4.3"}}""", "name")]
    [InlineData("""{"name":"m","software_spec":{"name":"pmml-3.0_4.3"}}""", "type")]
    [InlineData("""{"name":"m","type":"pmml_4.2"}""", "software_spec")]
    [InlineData("""{"name":"m","type":"pmml_4.2","software_spec":{"name":"no-such"}}""", "no-such")]
    [InlineData("""{"name":"<b>m</b>","type":"pmml_4.2","software_spec":{"name":"pmml-3.0_4.3"}}""", "You cannot include any tags")]
    public async Task BadCreateBodiesAreRefusedAndCreateNothing(string json, string saying)
    {
        await using var space = await TestSpace.StartAsync();
        var body = (JsonObject)JsonNode.Parse(json)!;
        body["space_id"] = space.Id;
        var reply = await space.Admin.PostAsync($"/ml/v4/models?{V}", body);
        Assert.Equal(400, reply.Status);
        Assert.Contains(saying, reply.TextBody, StringComparison.Ordinal);
        Assert.Empty(space.Host.World.Assets.In(space.Container));
    }

    [Theory]
    [InlineData("space_id=S", "version")]
    [InlineData("version=yesterday&space_id=S", "version")]
    [InlineData("version=2021-06-21", "space_id")]
    [InlineData("version=2021-06-21&space_id=S&project_id=S", "space_id")]
    public async Task RequiredParametersAreEnforced(string query, string target)
    {
        await using var space = await TestSpace.StartAsync();
        var reply = await space.Admin.GetAsync($"/ml/v4/models?{query.Replace("S", space.Id, StringComparison.Ordinal)}");
        Assert.Equal(400, reply.Status);
        Assert.Equal(target, reply.Body!["errors"]![0]!["target"].Text("name"));
    }

    [Fact]
    public async Task ViewersReadButDoNotChange()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        var viewer = await space.AddMemberAsync("vera", ContainerRole.Viewer);
        var stranger = await space.Host.AddUserAsync("sam");
        Assert.Equal(200, (await viewer.GetAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
        Assert.Equal(200, (await viewer.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).Status);
        Assert.Equal(403, (await viewer.DeleteAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
        Assert.Equal(403, (await viewer.PatchAsync($"/ml/v4/models/{id}?{space.Scope}", """[{"op":"replace","path":"/name","value":"x"}]""")).Status);
        Assert.Equal(403, (await stranger.GetAsync($"/ml/v4/models?{space.Scope}")).Status);
    }

    [Fact]
    public async Task ContentComesBackAsItWasStoredAndTheSameFormatReplacesIt()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync(content: null);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).Status);
        Assert.Equal(400, (await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", [])).Status);
        Assert.Equal(400, (await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}", [1])).Status);

        var first = await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", [1, 2, 3]);
        Assert.Equal((201, "native"), (first.Status, first.Body.Text("content_format")));
        Assert.True(first.Body.Flag("persisted"));
        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", [0, 255, 13, 10]);
        var list = await space.Admin.GetAsync($"/ml/v4/models/{id}/content?{space.Scope}");
        Assert.Equal(1, list.Body.Whole("total_count"));
        Assert.Equal([0, 255, 13, 10], (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).Bytes);

        var attachment = list.Body!["attachments"]![0].Text("attachment_id");
        Assert.Equal([0, 255, 13, 10], (await space.Admin.GetAsync($"/ml/v4/models/{id}/content/{attachment}?{space.Scope}")).Bytes);
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/ml/v4/models/{id}/content/{attachment}?{space.Scope}")).Status);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}/content/{attachment}?{space.Scope}")).Status);
    }

    [Fact]
    public async Task SeveralContentsAreToldApartByTheirFormat()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync(content: null);
        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", [1]);
        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=coreML", [2]);
        Assert.Equal([2], (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=coreml")).Bytes);
        Assert.Equal([1], (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).Bytes);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=pipeline-node")).Status);
    }

    [Fact]
    public async Task PatchChangesWhatItMayAndNothingElse()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        var path = $"/ml/v4/models/{id}?{space.Scope}";
        var reply = await space.Admin.PatchAsync(path, """
            [{"op":"replace","path":"/name","value":"new"},{"op":"add","path":"/tags","value":["a","b"]},{"op":"add","path":"/tags/-","value":"c"},
             {"op":"add","path":"/custom","value":{"k":1}},{"op":"replace","path":"/description","value":"d2"}]
            """);
        Assert.Equal(200, reply.Status);
        Assert.Equal(("new", "d2", 1), (reply.Body.Text("metadata", "name"), reply.Body.Text("metadata", "description"), reply.Body.Whole("entity", "custom", "k")));
        Assert.Equal(["a", "b", "c"], reply.Body.Strings("metadata", "tags"));

        Assert.Equal(400, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/type","value":"x"}]""")).Status);
        Assert.Equal(400, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/name","value":"x"},{"op":"test","path":"/name","value":"y"}]""")).Status);
        Assert.Equal(400, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/software_spec","value":{"id":"none"}}]""")).Status);
        Assert.Equal("new", (await space.Admin.GetAsync(path)).Body.Text("metadata", "name"));
    }

    [Fact]
    public async Task ListPagesThroughAllModelsAndTheNextLinkCarriesTheFilters()
    {
        await using var space = await TestSpace.StartAsync();
        foreach (var name in new[] { "a", "b", "c" }) await space.AddModelAsync(content: null, name, extra: """{"tags":["x"]}""");
        await space.AddModelAsync(content: null, "d");

        List<string> names = [];
        var path = $"/ml/v4/models?{space.Scope}&limit=2&tag.value=x&total_count=true";
        while (path is not null)
        {
            var page = await space.Admin.GetAsync(path);
            Assert.Equal((200, 3), (page.Status, page.Body.Whole("total_count")));
            names.AddRange(page.Body.Array("resources")!.Select(r => r.Text("metadata", "name")!));
            path = page.Body.Text("next", "href");
        }

        Assert.Equal(["a", "b", "c"], names);
    }

    [Fact]
    public async Task RepeatedParametersAndSlashesCountOnce()
    {
        // IBM's Python client follows next.href with a second slash before it, and adds all its parameters again.
        await using var space = await TestSpace.StartAsync();
        foreach (var name in new[] { "a", "b" }) await space.AddModelAsync(content: null, name);
        var next = (await space.Admin.GetAsync($"/ml/v4/models?{space.Scope}&limit=1")).Body.Text("next", "href");
        var page = await space.Admin.GetAsync($"{space.Host.Url}{next}&{space.Scope}&limit=1");
        Assert.Equal("b", Assert.Single(page.Body.Array("resources")!).Text("metadata", "name"));
    }

    [Theory]
    [InlineData("asset.name:ch*", 2)]
    [InlineData("urn", 1)]
    [InlineData("*:*", 3)]
    [InlineData("asset.name:zzz", 0)]
    public async Task SearchFiltersByName(string search, int expected)
    {
        await using var space = await TestSpace.StartAsync();
        foreach (var name in new[] { "churn", "chess", "other" }) await space.AddModelAsync(content: null, name);
        var reply = await space.Admin.GetAsync($"/ml/v4/models?{space.Scope}&search={Uri.EscapeDataString(search)}");
        Assert.Equal(expected, reply.Body.Array("resources")!.Count);
    }

    [Fact]
    public async Task RevisionsKeepDocumentAndContent()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync("one");
        var made = await space.Admin.PostAsync($"/ml/v4/models/{id}/revisions?{V}", new JsonObject { ["space_id"] = space.Id, ["commit_message"] = "first" });
        Assert.Equal((201, "1", "first"), (made.Status, made.Body.Text("metadata", "rev"), made.Body.Text("metadata", "commit_info", "commit_message")));

        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", Encoding.UTF8.GetBytes("two"));
        await space.Admin.PatchAsync($"/ml/v4/models/{id}?{space.Scope}", """[{"op":"replace","path":"/name","value":"renamed"}]""");
        await space.Admin.PostAsync($"/ml/v4/models/{id}/revisions?{V}", new JsonObject { ["space_id"] = space.Id });

        Assert.Equal("churn", (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}&rev=1")).Body.Text("metadata", "name"));
        Assert.Equal("2", (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}&rev=latest")).Body.Text("metadata", "rev"));
        Assert.Equal("one", (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native&rev=1")).TextBody);
        Assert.Equal("two", (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).TextBody);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}&rev=7")).Status);

        var list = (await space.Admin.GetAsync($"/ml/v4/models/{id}/revisions?{space.Scope}")).Body.Array("resources")!;
        Assert.Equal(["2", "1"], list.Select(r => r.Text("metadata", "rev")));
        Assert.Null(list[0]!["entity"]);
    }

    [Fact]
    public async Task ADeployedModelCannotBeDeleted()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        var deployment = (await space.DeployToEndAsync(id)).Text("metadata", "id");
        var refused = await space.Admin.DeleteAsync($"/ml/v4/models/{id}?{space.Scope}");
        Assert.Equal(409, refused.Status);
        Assert.Contains(deployment!, refused.TextBody, StringComparison.Ordinal);
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/ml/v4/deployments/{deployment}?{space.Scope}")).Status);
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
    }

    [Fact]
    public async Task AFunctionKeepsItsCode()
    {
        await using var space = await TestSpace.StartAsync();
        var created = await space.Admin.PostAsync($"/ml/v4/functions?{V}", new JsonObject { ["name"] = "f", ["space_id"] = space.Id, ["software_spec"] = new JsonObject { ["id"] = TestSpace.PythonSpecification } });
        Assert.Equal((201, "python"), (created.Status, created.Body.Text("entity", "type")));
        var id = created.Body.Text("metadata", "id");
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/functions/{id}/code?{space.Scope}")).Status);
        Assert.Equal(201, (await space.PutAsync($"/ml/v4/functions/{id}/code?{space.Scope}", [0x1f, 0x8b, 1])).Status);
        Assert.Equal([0x1f, 0x8b, 1], (await space.Admin.GetAsync($"/ml/v4/functions/{id}/code?{space.Scope}")).Bytes);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
    }

    [Theory]
    [InlineData("experiments", "wml_experiment")]
    [InlineData("pipelines", "wml_pipeline")]
    [InlineData("training_definitions", "wml_training_definition")]
    [InlineData("model_definitions", "wml_model_definition")]
    [InlineData("deployment_job_definitions", "wml_deployment_job_definition")]
    public async Task TheOtherFamiliesFollowTheSameConventions(string family, string type)
    {
        await using var space = await TestSpace.StartAsync();
        var created = await space.Admin.PostAsync($"/ml/v4/{family}?{V}", new JsonObject { ["name"] = "x", ["space_id"] = space.Id, ["deployment"] = new JsonObject { ["id"] = "d" } });
        Assert.Equal((201, "d"), (created.Status, created.Body.Text("entity", "deployment", "id")));
        var id = created.Body.Text("metadata", "id")!;
        Assert.True(space.Host.World.Assets.TryGet(space.Container, id, out var asset));
        Assert.Equal(type, asset.Type);
        Assert.Equal(id, Assert.Single((await space.Admin.GetAsync($"/ml/v4/{family}?{space.Scope}")).Body.Array("resources")!).Text("metadata", "id"));
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}")).Status);
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/ml/v4/{family}/{id}?{space.Scope}")).Status);
        Assert.Equal(404, (await space.Admin.GetAsync($"/ml/v4/{family}/{id}?{space.Scope}")).Status);
    }

    [Fact]
    public async Task AModelToWhichTwoUploadAtOnceHasOneContent()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync(content: null);
        var path = $"/ml/v4/models/{id}/content?{space.Scope}&content_format=native";

        var slow = await space.Admin.SendAsync(HttpMethod.Put, path, new SlowContent(0, async () => Assert.Equal(201, (await space.PutAsync(path, [1])).Status), [2]));

        Assert.Equal(201, slow.Status);
        var contents = (await space.Admin.GetAsync($"/ml/v4/models/{id}/content?{space.Scope}")).Body.Array("attachments")!;
        Assert.Equal(slow.Body.Text("attachment_id"), Assert.Single(contents).Text("attachment_id"));
        Assert.Equal(2, (await space.Admin.GetAsync($"/ml/v4/models/{id}/download?{space.Scope}&content_format=native")).Bytes[^1]);
    }
}
