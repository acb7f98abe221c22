using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.MachineLearning;

public sealed class SpecificationTests
{
    private const string V = TestSpace.Version;

    [Theory]
    [InlineData("software_specifications", "pmml-3.0_4.3", "493bcb95-16f1-5bc5-bee8-81b8af80e9c7")]
    [InlineData("software_specifications", "runtime-23.1-py3.10", "336b29df-e0e1-5e7d-b6a5-f6ab722625b2")]
    [InlineData("hardware_specifications", "S", "e7ed1d6c-2e89-42d7-aed5-863b972c1d2b")]
    [InlineData("hardware_specifications", "Default Spark", "ac59d20a-9c7c-4504-a853-788ef35969da")]
    public async Task BuiltInSpecificationsHaveTheirWellKnownIds(string family, string name, string id)
    {
        await using var space = await TestSpace.StartAsync();
        var list = await space.Admin.GetAsync($"/v2/{family}?name={Uri.EscapeDataString(name)}");
        Assert.Equal((200, 1), (list.Status, list.Body.Whole("total_results")));
        Assert.Equal(id, list.Body!["resources"]![0].Text("metadata", "asset_id"));
        Assert.Equal(name, (await space.Admin.GetAsync($"/v2/{family}/{id}")).Body.Text("metadata", "name"));
        Assert.Equal(0, (await space.Admin.GetAsync($"/v2/{family}?name=no-such")).Body.Whole("total_results"));
    }

    [Theory]
    [InlineData(Release.R40, "default_py3.7", null, null)]
    [InlineData(Release.R48, "default_py3.7", "retired", "runtime-22.2-py3.10")]
    [InlineData(Release.R48, "runtime-23.1-py3.10", "supported", null)]
    [InlineData(Release.R53, "runtime-23.1-py3.10", "deprecated", "runtime-24.1-py3.11")]
    internal async Task LifeCyclesFollowTheRelease(Release release, string name, string? state, string? replacement)
    {
        await using var space = await TestSpace.StartAsync(release);
        var item = (await space.Admin.GetAsync($"/v2/software_specifications?name={name}")).Body!["resources"]![0];
        var lifeCycle = item.Object("metadata", "life_cycle");
        Assert.Equal(state is null, lifeCycle is null);
        if (state is not null) Assert.True(lifeCycle!.ContainsKey(state));
        Assert.Equal(replacement, lifeCycle.Text("replacement_name"));

        var listed = (await space.Admin.GetAsync($"/ml/v4/list/software_specifications?{space.Scope}")).Body.Array("results")!.Single(r => r.Text("name") == name);
        Assert.Equal((state ?? "supported", replacement ?? ""), (listed.Text("state"), listed.Text("replacement")));
    }

    [Fact]
    public async Task ASpecificationOfASpaceExtendsABuiltInOne()
    {
        await using var space = await TestSpace.StartAsync();
        var scope = $"space_id={space.Id}";
        var extension = await space.Admin.PostAsync($"/v2/package_extensions?{scope}", """{"name":"ext","type":"conda_yml"}""");
        Assert.Equal(201, extension.Status);
        var extensionId = extension.Body.Text("metadata", "asset_id")!;
        Assert.Equal(400, (await space.Admin.PostAsync($"/v2/package_extensions/{extensionId}/upload_complete?{scope}")).Status);

        // The signature in the link stands for the token.
        var uploaded = await space.Host.Anonymous.UploadAsync(extension.Body.Text("entity", "package_extension", "href")!, Encoding.UTF8.GetBytes("dependencies: []"));
        Assert.Equal(201, uploaded.Status);
        Assert.Equal(204, (await space.Admin.PostAsync($"/v2/package_extensions/{extensionId}/upload_complete?{scope}")).Status);
        var link = (await space.Admin.GetAsync($"/v2/package_extensions/{extensionId}?{scope}")).Body.Text("entity", "package_extension", "href")!;
        Assert.Equal("dependencies: []", (await space.Host.Anonymous.GetAsync(link)).TextBody);
        Assert.Equal(401, (await space.Host.Anonymous.GetAsync(link.Split('?')[0])).Status);

        var custom = await space.Admin.PostAsync($"/v2/software_specifications?{scope}", new JsonObject
        {
            ["name"] = "mine",
            ["base_software_specification"] = new JsonObject { ["guid"] = TestSpace.PythonSpecification },
        });
        Assert.Equal((201, "derived"), (custom.Status, custom.Body.Text("entity", "software_specification", "type")));
        var id = custom.Body.Text("metadata", "asset_id")!;
        Assert.Equal(204, (await space.Admin.SendAsync(HttpMethod.Put, $"/v2/software_specifications/{id}/package_extensions/{extensionId}?{scope}")).Status);
        var shown = await space.Admin.GetAsync($"/v2/software_specifications/{id}?{scope}");
        Assert.Equal("ext", shown.Body!["entity"]!["software_specification"]!["package_extensions"]![0].Text("metadata", "name"));

        Assert.Equal(1, (await space.Admin.GetAsync($"/v2/software_specifications?name=mine&{scope}")).Body.Whole("total_results"));
        Assert.Equal(0, (await space.Admin.GetAsync("/v2/software_specifications?name=mine")).Body.Whole("total_results"));
        var model = await space.AddModelAsync(software: id);
        Assert.Equal("mine", (await space.Admin.GetAsync($"/ml/v4/models/{model}?{space.Scope}")).Body.Text("entity", "software_spec", "name"));

        Assert.Equal(204, (await space.Admin.DeleteAsync($"/v2/software_specifications/{id}/package_extensions/{extensionId}?{scope}")).Status);
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/v2/software_specifications/{id}?{scope}")).Status);
        Assert.Equal(404, (await space.Admin.GetAsync($"/v2/software_specifications/{id}?{scope}")).Status);
    }

    [Fact]
    public async Task ABaseThatDoesNotExistIsRefused()
    {
        await using var space = await TestSpace.StartAsync();
        Assert.Equal(400, (await space.Admin.PostAsync($"/v2/software_specifications?space_id={space.Id}", """{"name":"x","base_software_specification":{"guid":"none"}}""")).Status);
        Assert.Equal(400, (await space.Admin.PostAsync($"/v2/software_specifications?space_id={space.Id}", """{"name":"x"}""")).Status);
    }

    [Fact]
    public async Task ADeploymentUsesHardwareOfTheSpace()
    {
        await using var space = await TestSpace.StartAsync();
        var made = await space.Admin.PostAsync($"/v2/hardware_specifications?space_id={space.Id}", """{"name":"Huge","nodes":{"cpu":{"units":"64"},"mem":{"size":"512Gi"}}}""");
        Assert.Equal(201, made.Status);
        var deployed = await space.DeployAsync(await space.AddModelAsync(), """{"online":{},"hardware_spec":{"name":"Huge","num_nodes":2}}""");
        Assert.Equal((made.Body.Text("metadata", "asset_id"), 2), (deployed.Body.Text("entity", "hardware_spec", "id"), deployed.Body.Whole("entity", "hardware_spec", "num_nodes")));
        Assert.Equal(204, (await space.Admin.DeleteAsync($"/v2/hardware_specifications/{made.Body.Text("metadata", "asset_id")}?space_id={space.Id}")).Status);
    }
}
