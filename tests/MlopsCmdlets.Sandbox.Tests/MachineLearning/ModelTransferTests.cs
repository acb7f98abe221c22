using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;
using MlopsCmdlets.Sandbox.State;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

/// <summary>Models are CAMS assets: what the other families do with assets, they do with models.</summary>
public sealed class ModelTransferTests
{
    private const string V = TestSpace.Version;

    [Fact]
    public async Task AnImportedModelKeepsItsContentsNamesTheCopiedSpecificationAndScoresTheSame()
    {
        await using var space = await TestSpace.StartAsync();
        var custom = await space.Admin.PostAsync($"/v2/software_specifications?space_id={space.Id}", $$$"""{"name":"mine","base_software_specification":{"guid":"{{{TestSpace.PmmlSpecification}}}"}}""");
        var customId = custom.Body.Text("metadata", "asset_id")!;
        var id = await space.AddModelAsync(software: customId, extra: """{"label_column":"CHURN","tags":["t"]}""");
        await space.PutAsync($"/ml/v4/models/{id}/content?{space.Scope}&content_format=coreML", [7]);
        var source = (await space.DeployToEndAsync(id)).Text("metadata", "id")!;

        var target = TestSpace.AddContainer(space.Host, ContainerKind.Space, "two");
        var import = await space.Admin.ImportAsync(target.ScopeQuery, await space.Admin.ExportAsync(space.Container.ScopeQuery));
        Assert.Equal("completed", import.Text("entity", "status", "state"));
        var scope = $"{V}&space_id={target.Id}";
        var model = Assert.Single((await space.Admin.GetAsync($"/ml/v4/models?{scope}")).Body.Array("resources")!)!;
        var copyId = model.Text("metadata", "id")!;
        Assert.NotEqual(id, copyId);
        Assert.Equal(("churn", "CHURN"), (model.Text("metadata", "name"), model.Text("entity", "label_column")));
        var copiedSpecification = space.Host.World.Assets.In(target, "software_specification").Single().Id;
        Assert.NotEqual(customId, copiedSpecification);
        Assert.Equal(copiedSpecification, model.Text("entity", "software_spec", "id"));
        Assert.Equal(TestSpace.Tree, (await space.Admin.GetAsync($"/ml/v4/models/{copyId}/download?{scope}&content_format=native")).TextBody);
        Assert.Equal([7], (await space.Admin.GetAsync($"/ml/v4/models/{copyId}/download?{scope}&content_format=coreML")).Bytes);

        var created = await space.Admin.PostAsync($"/ml/v4/deployments?{V}", new JsonObject { ["space_id"] = target.Id, ["name"] = "copy", ["asset"] = new JsonObject { ["id"] = copyId }, ["online"] = new JsonObject() });
        var copy = created.Body.Text("metadata", "id")!;
        for (var i = 0; i < 2; i++) created = await space.Admin.GetAsync($"/ml/v4/deployments/{copy}?{scope}");
        Assert.Equal("ready", created.Body.Text("entity", "status", "state"));
        const string Rows = """[{"fields":["age","plan"],"values":[[60,"gold"],[30,"basic"]]}]""";
        Assert.Equal((await space.ScoreAsync(source, Rows)).TextBody, (await space.ScoreAsync(copy, Rows)).TextBody);
        Assert.Empty((await space.Admin.GetAsync($"/ml/v4/deployments?{scope}&name=d")).Body.Array("resources")!);
    }

    [Fact]
    public async Task APromotedModelArrivesWithItsContent()
    {
        await using var space = await TestSpace.StartAsync();
        var project = TestSpace.AddContainer(space.Host, ContainerKind.Project, "p");
        var created = await space.Admin.PostAsync($"/ml/v4/models?{V}", new JsonObject { ["name"] = "m", ["type"] = "pmml_4.2", ["project_id"] = project.Id, ["software_spec"] = new JsonObject { ["id"] = TestSpace.PmmlSpecification } });
        var id = created.Body.Text("metadata", "id");
        await space.PutAsync($"/ml/v4/models/{id}/content?{V}&project_id={project.Id}&content_format=native", [1, 2]);
        var promoted = await space.Admin.PostAsync($"/v2/assets/{id}/promote?project_id={project.Id}", new JsonObject { ["mode"] = 0, ["space_id"] = space.Id });
        Assert.Equal(200, promoted.Status);
        var copy = promoted.Body.Text("metadata", "asset_id");
        Assert.NotEqual(id, copy);
        Assert.Equal([1, 2], (await space.Admin.GetAsync($"/ml/v4/models/{copy}/download?{space.Scope}&content_format=native")).Bytes);
    }

    [Fact]
    public async Task CamsShowsAndRenamesTheSameModelAndDoesNotDeleteADeployedOne()
    {
        await using var space = await TestSpace.StartAsync();
        var id = await space.AddModelAsync();
        await space.DeployAsync(id);
        var cams = $"/v2/assets/{id}?space_id={space.Id}";
        var asset = await space.Admin.GetAsync(cams);
        Assert.Equal(("wml_model", "pmml_4.2"), (asset.Body.Text("metadata", "asset_type"), asset.Body.Text("entity", "wml_model", "type")));
        Assert.Single(asset.Body.Array("attachments")!);
        var found = await space.Admin.PostAsync($"/v2/asset_types/wml_model/search?space_id={space.Id}", """{"query":"asset.name:ch*"}""");
        Assert.Equal(id, Assert.Single(found.Body.Array("results")!).Text("metadata", "asset_id"));

        await space.Admin.PatchAsync(cams, """[{"op":"replace","path":"/metadata/name","value":"renamed"}]""");
        Assert.Equal("renamed", (await space.Admin.GetAsync($"/ml/v4/models/{id}?{space.Scope}")).Body.Text("metadata", "name"));
        Assert.Equal(409, (await space.Admin.DeleteAsync(cams)).Status);
        Assert.Equal(409, (await space.Admin.DeleteAsync(cams + "&purge_on_delete=true")).Status);
    }

    [Fact]
    public async Task ASpaceWithDeploymentsIsNotDeleted()
    {
        await using var space = await TestSpace.StartAsync();
        var deployment = (await space.DeployAsync(await space.AddModelAsync())).Body.Text("metadata", "id");
        Assert.InRange((await space.Admin.DeleteAsync($"/v2/spaces/{space.Id}")).Status, 400, 499);
        await space.Admin.DeleteAsync($"/ml/v4/deployments/{deployment}?{space.Scope}");
        Assert.Equal(202, (await space.Admin.DeleteAsync($"/v2/spaces/{space.Id}")).Status);
    }

    [Fact]
    public async Task AStoredScriptIsDeployedForBatchOnly()
    {
        await using var space = await TestSpace.StartAsync();
        var created = await space.Admin.PostAsync($"/v2/assets?space_id={space.Id}", $$$$"""
            {"metadata":{"name":"s","asset_type":"script","origin_country":"us","asset_category":"USER"},
             "entity":{"script":{"language":{"name":"python3"},"software_spec":{"base_id":"{{{{TestSpace.PythonSpecification}}}}"},"ml_version":"4.0.0"}}}
            """);
        var id = created.Body.Text("asset_id")!;
        var attachment = await space.Admin.PostAsync($"/v2/assets/{id}/attachments?space_id={space.Id}", """{"asset_type":"script","name":"s.py","mime":"text/x-python"}""");
        Assert.Equal(201, (await space.Host.Anonymous.UploadAsync(attachment.Body.Text("url1")!, "print(1)"u8.ToArray())).Status);
        await space.Admin.PostAsync($"/v2/assets/{id}/attachments/{attachment.Body.Text("attachment_id")}/complete?space_id={space.Id}");

        Assert.Equal(400, (await space.DeployAsync(id)).Status);
        var deployed = await space.DeployAsync(id, """{"batch":{}}""");
        Assert.Equal((202, "py_script"), (deployed.Status, deployed.Body.Text("entity", "deployed_asset_type")));
        var job = await space.Admin.PostAsync($"/ml/v4/deployment_jobs?{V}", new JsonObject
        {
            ["space_id"] = space.Id,
            ["deployment"] = new JsonObject { ["id"] = deployed.Body.Text("metadata", "id") },
            ["scoring"] = JsonNode.Parse("""{"output_data_reference":{"type":"data_asset","location":{"name":"out.zip"}}}"""),
        });
        for (var i = 0; i < 3; i++) job = await space.Admin.GetAsync($"/ml/v4/deployment_jobs/{job.Body.Text("metadata", "id")}?{space.Scope}");
        Assert.Equal("completed", job.Body.Text("entity", "scoring", "status", "state"));
        Assert.Contains(space.Host.World.Assets.In(space.Container, "data_asset"), a => a.Name == "out.zip" && a.Size > 0);
    }
}
