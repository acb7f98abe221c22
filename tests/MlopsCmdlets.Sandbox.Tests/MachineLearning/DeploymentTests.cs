using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

public sealed class DeploymentTests
{
    private const string V = TestSpace.Version;

    [Fact]
    public async Task AnOnlineDeploymentInitializesUntilItWasPolled()
    {
        await using var space = await TestSpace.StartAsync();
        var created = await space.DeployAsync(await space.AddModelAsync());
        Assert.Equal((202, "initializing"), (created.Status, created.Body.Text("entity", "status", "state")));
        var id = created.Body.Text("metadata", "id")!;

        var early = await space.ScoreAsync(id, """[{"fields":["age","plan"],"values":[[1,"gold"]]}]""");
        Assert.Equal((400, "deployment_not_ready"), (early.Status, early.ErrorCode));

        Assert.Equal("initializing", (await space.GetDeploymentAsync(id)).Body.Text("entity", "status", "state"));
        var ready = await space.GetDeploymentAsync(id);
        Assert.Equal("ready", ready.Body.Text("entity", "status", "state"));
        Assert.Equal("model", ready.Body.Text("entity", "deployed_asset_type"));
        Assert.Null(ready.Body!["entity"]!["status"]!["failure"]);
    }

    [Fact]
    public async Task ABatchDeploymentIsReadyAtOnce()
    {
        await using var space = await TestSpace.StartAsync();
        var created = await space.DeployAsync(await space.AddModelAsync(), """{"batch":{}}""");
        Assert.Equal((202, "ready"), (created.Status, created.Body.Text("entity", "status", "state")));
        Assert.NotNull(created.Body!["entity"]!["batch"]);
        Assert.Null(created.Body["system"]);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"online":{},"batch":{}}""")]
    [InlineData("""{"r_shiny":{"authentication":"anyone_with_url"}}""")]
    [InlineData("""{"online":true}""")]
    [InlineData("""{"online":{},"hardware_spec":{"name":"Gigantic"}}""")]
    [InlineData("""{"online":{},"hardware_spec":{"name":"S","num_nodes":0}}""")]
    [InlineData("""{"online":{"parameters":{"serving_name":"Not-Allowed"}}}""")]
    [InlineData("""{"online":{"parameters":{"serving_name":"a234567890123456789012345678901234567"}}}""")]
    [InlineData("""{"batch":{"parameters":{"serving_name":"x"}}}""")]
    [InlineData("""{"online":{},"asset":{}}""")]
    public async Task BadCreateBodiesAreRefusedAndCreateNothing(string kind)
    {
        await using var space = await TestSpace.StartAsync();
        var reply = await space.DeployAsync(await space.AddModelAsync(), kind);
        Assert.True(reply.Status == 400, reply.TextBody);
        Assert.Empty((await space.Admin.GetAsync($"/ml/v4/deployments?{space.Scope}")).Body.Array("resources")!);
    }

    [Theory]
    [InlineData("scikit-learn_1.1", TestSpace.PmmlSpecification, TestSpace.Tree, "model type 'scikit-learn_1.1'")]
    [InlineData("pmml_4.4", TestSpace.PmmlSpecification, TestSpace.Tree, "model type 'pmml_4.4'")]
    [InlineData("pmml_4.2", TestSpace.PythonSpecification, TestSpace.Tree, "not supported with software specification 'runtime-22.1-py3.9'")]
    [InlineData("pmml_4.2.1", TestSpace.PmmlSpecification, "<PMML/>", "could not be loaded")]
    [InlineData("pmml_4.2", TestSpace.PmmlSpecification, null, "has no content")]
    public async Task WhatItCannotServeFailsWithAReason(string type, string software, string? content, string saying)
    {
        await using var space = await TestSpace.StartAsync();
        var document = await space.DeployToEndAsync(await space.AddModelAsync(content, type: type, software: software));
        Assert.Equal("failed", document.Text("entity", "status", "state"));
        var failure = document["entity"]!["status"]!["failure"]!;
        Assert.NotNull(failure.Text("trace"));
        Assert.Contains(saying, failure["errors"]![0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServingNamesAreUniqueInTheClusterAndCanBeAskedFor()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        var check = $"/ml/v4/deployments?{V}&serving_name=my_name&conflict=true";
        Assert.Equal(204, (await space.Admin.GetAsync(check)).Status);
        await space.DeployAsync(id, """{"online":{"parameters":{"serving_name":"my_name"}}}""");
        var taken = await space.Admin.GetAsync(check);
        Assert.Equal((409, "serving_name_conflict"), (taken.Status, taken.ErrorCode));
        Assert.Equal(409, (await space.DeployAsync(id, """{"online":{"parameters":{"serving_name":"my_name"}}}""")).Status);
        Assert.Single((await space.Admin.GetAsync($"/ml/v4/deployments?{space.Scope}")).Body.Array("resources")!);
    }

    [Theory]
    [InlineData("asset_id=ASSET", 2)]
    [InlineData("asset_id=none", 0)]
    [InlineData("serving_name=first", 1)]
    [InlineData("name=second", 1)]
    [InlineData("type=batch", 1)]
    [InlineData("tag.value=t", 1)]
    [InlineData("state=ready", 1)]
    public async Task ListFilters(string filter, int expected)
    {
        await using var space = await TestSpace.StartAsync();
        var asset = await space.AddModelAsync();
        await space.DeployAsync(asset, """{"online":{"parameters":{"serving_name":"first"}},"tags":["t"]}""", "first");
        await space.DeployAsync(asset, """{"batch":{}}""", "second");
        var reply = await space.Admin.GetAsync($"/ml/v4/deployments?{space.Scope}&{filter.Replace("ASSET", asset, StringComparison.Ordinal)}");
        Assert.Equal(expected, reply.Body.Array("resources")!.Count);
    }

    [Fact]
    public async Task AnotherAssetTakesOverUnderTheSameIdAndServingName()
    {
        await using var space = await TestSpace.StartAsync();
        var (first, second) = (await space.AddModelAsync(), await space.AddModelAsync(TestSpace.Tree.Replace("value=\"50\"", "value=\"20\"", StringComparison.Ordinal), "younger"));
        var id = (await space.DeployToEndAsync(first, """{"online":{"parameters":{"serving_name":"churn"}}}""")).Text("metadata", "id")!;
        const string Row = """[{"fields":["age","plan"],"values":[[30,"gold"]]}]""";
        Assert.Equal("F", (await space.ScoreAsync("churn", Row)).Body!["predictions"]![0]!["values"]![0]![0].Text());

        var patched = await space.Admin.PatchAsync($"/ml/v4/deployments/{id}?{space.Scope}", $$$"""[{"op":"replace","path":"/asset","value":{"id":"{{{second}}}"}}]""");
        Assert.Equal((202, "updating", first), (patched.Status, patched.Body.Text("entity", "status", "state"), patched.Body.Text("entity", "asset", "id")));

        // The old model answers until the new one is ready.
        Assert.Equal("F", (await space.ScoreAsync("churn", Row)).Body!["predictions"]![0]!["values"]![0]![0].Text());
        var settled = await space.SettleAsync(id);
        Assert.Equal((second, "churn"), (settled.Text("entity", "asset", "id"), settled.Text("entity", "online", "parameters", "serving_name")));
        Assert.Equal("T", (await space.ScoreAsync("churn", Row)).Body!["predictions"]![0]!["values"]![0]![0].Text());
    }

    [Fact]
    public async Task AFailedChangeKeepsThePreviousAssetServing()
    {
        await using var space = await TestSpace.StartAsync();
        var (good, bad) = (await space.AddModelAsync(), await space.AddModelAsync("<PMML/>", "bad"));
        var id = (await space.DeployToEndAsync(good)).Text("metadata", "id")!;
        await space.Admin.PatchAsync($"/ml/v4/deployments/{id}?{space.Scope}", $$$"""[{"op":"replace","path":"/asset","value":{"id":"{{{bad}}}"}}]""");
        var settled = await space.SettleAsync(id);
        Assert.Equal(("ready", good), (settled.Text("entity", "status", "state"), settled.Text("entity", "asset", "id")));
        Assert.Contains("could not be loaded", settled["entity"]!["status"]!["failure"]!["errors"]![0].Text("message"), StringComparison.Ordinal);
        Assert.Equal(200, (await space.ScoreAsync(id, """[{"fields":["age","plan"],"values":[[30,"gold"]]}]""")).Status);
    }

    [Fact]
    public async Task AFailedDeploymentRecoversWithAnotherAsset()
    {
        await using var space = await TestSpace.StartAsync();
        var (bad, good) = (await space.AddModelAsync("<PMML/>", "bad"), await space.AddModelAsync());
        var id = (await space.DeployToEndAsync(bad)).Text("metadata", "id")!;
        Assert.Equal(202, (await space.Admin.PatchAsync($"/ml/v4/deployments/{id}?{space.Scope}", $$$"""[{"op":"replace","path":"/asset","value":{"id":"{{{bad}}}"}}]""")).Status);
        Assert.Equal("failed", (await space.SettleAsync(id)).Text("entity", "status", "state"));
        await space.Admin.PatchAsync($"/ml/v4/deployments/{id}?{space.Scope}", $$$"""[{"op":"replace","path":"/asset","value":{"id":"{{{good}}}"}}]""");
        var settled = await space.SettleAsync(id);
        Assert.Equal(("ready", null), (settled.Text("entity", "status", "state"), settled["entity"]!["status"]!["failure"]));
    }

    [Fact]
    public async Task MetadataChangesAtOnceAndScalingTakesAPoll()
    {
        await using var space = await TestSpace.StartAsync();
        var id = (await space.DeployToEndAsync(await space.AddModelAsync())).Text("metadata", "id")!;
        var path = $"/ml/v4/deployments/{id}?{space.Scope}";
        var renamed = await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/name","value":"n2"},{"op":"add","path":"/tags","value":["x"]},{"op":"add","path":"/online/parameters","value":{"serving_name":"s2"}}]""");
        Assert.Equal((200, "n2", "s2"), (renamed.Status, renamed.Body.Text("metadata", "name"), renamed.Body.Text("entity", "online", "parameters", "serving_name")));

        var scaled = await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/hardware_spec","value":{"name":"S","num_nodes":2}}]""");
        Assert.Equal((202, "updating"), (scaled.Status, scaled.Body.Text("entity", "status", "state")));
        Assert.Equal(409, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/hardware_spec/num_nodes","value":3}]""")).Status);
        var settled = await space.SettleAsync(id);
        Assert.Equal(2, settled.Whole("entity", "hardware_spec", "num_nodes"));
        Assert.Contains("requested_copies: 2", settled.Text("entity", "status", "message", "text"), StringComparison.Ordinal);

        Assert.Equal(400, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/asset","value":{"id":"x"}},{"op":"replace","path":"/name","value":"y"}]""")).Status);
        Assert.Equal(400, (await space.Admin.PatchAsync(path, """[{"op":"replace","path":"/space_id","value":"x"}]""")).Status);
    }

    [Theory]
    [InlineData(Release.R40, "Not_Applicable", false)]
    [InlineData(Release.R48, "e7ed1d6c-2e89-42d7-aed5-863b972c1d2b", false)]
    [InlineData(Release.R53, "e7ed1d6c-2e89-42d7-aed5-863b972c1d2b", true)]
    internal async Task StatusFollowsTheRelease(Release release, string hardware, bool inference)
    {
        await using var space = await TestSpace.StartAsync(release);
        var document = await space.DeployToEndAsync(await space.AddModelAsync(), """{"online":{"parameters":{"serving_name":"s"}}}""");
        var (id, status) = (document.Text("metadata", "id"), document["entity"]!["status"]!);
        var url = $"{space.Host.Url.ToString().TrimEnd('/')}/ml/v4/deployments/{id}/predictions";
        Assert.Equal(url, status.Text("online_url", "url"));
        Assert.Equal([url, url.Replace(id!, "s", StringComparison.Ordinal)], status.Strings("serving_urls"));
        Assert.Equal(inference, status["inference"] is JsonArray { Count: 2 });
        Assert.Equal(hardware, document.Text("entity", "hardware_spec", "id"));
        Assert.Contains("online_url is deprecated", document["system"]!["warnings"]![0].Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LinksNameAnInternalHostWhenTheSettingSaysSo()
    {
        await using var space = await TestSpace.StartAsync();
        await space.Host.SetAsync("""{"links":"internal-host"}""");
        var document = await space.DeployToEndAsync(await space.AddModelAsync());
        Assert.StartsWith("https://ibm-nginx-svc:443/ml/v4/deployments/", document.Text("entity", "status", "online_url", "url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Release.R40, 400)]
    [InlineData(Release.R48, 202)]
    internal async Task ProjectsTakeDeploymentsSinceTheReleaseThatAllowsThem(Release release, int status)
    {
        await using var space = await TestSpace.StartAsync(release);
        var project = TestSpace.AddContainer(space.Host, ContainerKind.Project, "p");
        var model = await space.Admin.PostAsync($"/ml/v4/models?{V}", new JsonObject { ["name"] = "m", ["type"] = "pmml_4.2", ["project_id"] = project.Id, ["software_spec"] = new JsonObject { ["id"] = TestSpace.PmmlSpecification } });
        var reply = await space.Admin.PostAsync($"/ml/v4/deployments?{V}", new JsonObject { ["name"] = "d", ["project_id"] = project.Id, ["asset"] = new JsonObject { ["id"] = model.Body.Text("metadata", "id") }, ["online"] = new JsonObject() });
        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task ViewersScoreButDoNotDeploy()
    {
        await using var space = await TestSpace.StartAsync();
        var model = await space.AddModelAsync();
        var id = (await space.DeployToEndAsync(model)).Text("metadata", "id")!;
        var viewer = await space.AddMemberAsync("vera", ContainerRole.Viewer);
        var stranger = await space.Host.AddUserAsync("sam");
        const string Body = """{"input_data":[{"fields":["age","plan"],"values":[[60,"gold"]]}]}""";
        Assert.Equal(200, (await viewer.PostAsync($"/ml/v4/deployments/{id}/predictions?{V}", Body)).Status);
        Assert.Equal(403, (await stranger.PostAsync($"/ml/v4/deployments/{id}/predictions?{V}", Body)).Status);
        Assert.Equal(200, (await viewer.GetAsync($"/ml/v4/deployments/{id}?{space.Scope}")).Status);
        Assert.Equal(403, (await viewer.DeleteAsync($"/ml/v4/deployments/{id}?{space.Scope}")).Status);
        Assert.Equal(403, (await viewer.PostAsync($"/ml/v4/deployments?{V}", new JsonObject { ["space_id"] = space.Id, ["asset"] = new JsonObject { ["id"] = model }, ["online"] = new JsonObject() })).Status);
    }

    [Fact]
    public async Task ARevisionIsDeployedAsItWas()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        await space.Admin.PostAsync($"/ml/v4/models/{id}/revisions?{V}", new JsonObject { ["space_id"] = space.Id });
        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=native", "<PMML/>"u8.ToArray());
        var old = await space.DeployToEndAsync(id, $$$"""{"online":{},"asset":{"id":"{{{id}}}","rev":"1"}}""");
        Assert.Equal(("ready", "1"), (old.Text("entity", "status", "state"), old.Text("entity", "asset", "rev")));
        Assert.Equal("failed", (await space.DeployToEndAsync(id)).Text("entity", "status", "state"));
        Assert.Equal(404, (await space.DeployAsync(id, $$$"""{"online":{},"asset":{"id":"{{{id}}}","rev":"9"}}""")).Status);
    }
}
