using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Connections;

public sealed class ConnectionTests
{
    private const string Body = """{"name":"db","datasource_type":"db2","origin_country":"us","properties":{"host":"db.example.com","username":"u","password":"p"}}""";

    [Fact]
    public async Task AConnectionIsAnAssetWithTheSameId()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var created = await host.Admin.PostAsync($"/v2/connections?{scope}", Body);
        Assert.Equal(201, created.Status);
        var id = created.Body.Text("metadata", "asset_id");
        Assert.Equal("8c1a4480-1c29-4b33-9086-9cb799d7b157", created.Body.Text("entity", "datasource_type"));
        Assert.Equal(id, (await host.Admin.SearchAsync(scope, type: "connection"))[0].Text("metadata", "asset_id"));
        var patched = await host.Admin.PatchAsync($"/v2/connections/{id}?{scope}", """[{"op":"replace","path":"/properties/password","value":"new"}]""");
        Assert.Equal("new", patched.Body.Text("entity", "properties", "password"));
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/connections/{id}?{scope}")).Status);
        Assert.Empty(await host.Admin.SearchAsync(scope));
    }

    [Fact]
    public async Task SecretsAreInClearTextForEditorsAndHiddenFromViewers()
    {
        await using var host = await SandboxHost.StartAsync();
        var space = await host.Admin.AddSpaceAsync("s");
        await host.Admin.PostAsync($"/v2/connections?space_id={space}", Body);
        var id = (await host.Admin.GetAsync($"/v2/connections?space_id={space}")).Body!["resources"]![0].Text("metadata", "asset_id");
        var other = await host.AddUserAsync("other");
        foreach (var (role, sees) in new[] { ("viewer", false), ("editor", true) })
        {
            var uid = host.World.Users.Users.Single(u => u.UserName == "other").Uid;
            await host.Admin.DeleteAsync($"/v2/spaces/{space}/members/{uid}");
            await host.Admin.PostAsync($"/v2/spaces/{space}/members", new JsonObject { ["members"] = new JsonArray(new JsonObject { ["id"] = uid, ["role"] = role }) });
            Assert.Equal(sees ? "p" : null, (await other.GetAsync($"/v2/connections/{id}?space_id={space}")).Body.Text("entity", "properties", "password"));
            Assert.Equal(sees ? "p" : null, (await other.GetAsync($"/v2/assets/{id}?space_id={space}")).Body.Text("entity", "connection", "properties", "password"));
            Assert.Equal("u", (await other.GetAsync($"/v2/connections/{id}?space_id={space}")).Body.Text("entity", "properties", "username"));
        }
    }

    [Fact]
    public async Task PersonalCredentialsAreOnlyTheirOwners()
    {
        await using var host = await SandboxHost.StartAsync();
        var space = await host.Admin.AddSpaceAsync("s");
        var body = JsonNode.Parse(Body)!.AsObject();
        body["flags"] = new JsonArray("personal_credentials");
        var id = (await host.Admin.PostAsync($"/v2/connections?space_id={space}", body)).Body.Text("metadata", "asset_id");
        await host.Admin.PostAsync($"/v2/spaces/{space}/members", """{"members":[{"id":"10000","role":"admin","type":"group"}]}""");
        var other = await host.AddUserAsync("other");
        Assert.Null((await other.GetAsync($"/v2/connections/{id}?space_id={space}")).Body.Text("entity", "properties", "password"));
        Assert.Equal("p", (await host.Admin.GetAsync($"/v2/connections/{id}?space_id={space}")).Body.Text("entity", "properties", "password"));
    }

    [Theory]
    [InlineData(Release.R48, "host\":\"db.invalid", "", 400)]
    [InlineData(Release.R48, "host\":\"db.invalid", "&test=false", 201)]
    [InlineData(Release.R53, "nonsense\":1,\"x\":{\"y\":\"", "&test=false", 400)]
    internal async Task BadConnectionsAreNotSaved(Release release, string change, string query, int status)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var body = change.StartsWith("host", StringComparison.Ordinal)
            ? Body.Replace("host\":\"db.example.com", change, StringComparison.Ordinal)
            : Body.Replace("\"properties\"", "\"nonsense\":1,\"properties\"", StringComparison.Ordinal);
        Assert.Equal(status, (await host.Admin.PostAsync($"/v2/connections?{scope}{query}", body)).Status);
        Assert.Equal(status == 201 ? 1 : 0, (await host.Admin.SearchAsync(scope)).Count);
    }

    [Fact]
    public async Task ListsAreFilteredSortedAndPaged()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        foreach (var name in new[] { "c", "a", "b" }) await host.Admin.PostAsync($"/v2/connections?{scope}", Body.Replace("\"db\"", $"\"{name}\"", StringComparison.Ordinal));
        var first = await host.Admin.GetAsync($"/v2/connections?{scope}&sort=%2Bentity.name&limit=2");
        Assert.Equal(["a", "b"], first.Body.Array("resources")!.Select(r => r.Text("entity", "name")!));
        var second = await host.Admin.GetAsync(first.Body.Text("next", "href")!);
        Assert.Equal(["c"], second.Body.Array("resources")!.Select(r => r.Text("entity", "name")!));
        Assert.Equal(3, second.Body.Whole("total_count"));
        Assert.Single((await host.Admin.GetAsync($"/v2/connections?{scope}&entity.name=b")).Body.Array("resources")!);
    }

    [Theory]
    [InlineData(Release.R53, 400)]
    [InlineData(Release.R48, 200)]
    internal async Task DatasourceTypesAllowAHundredInNewerReleases(Release release, int status)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var reply = await host.Admin.GetAsync("/v2/datasource_types?limit=101");
        Assert.Equal(status, reply.Status);
        if (status == 400) Assert.Equal("bad_paging_range", reply.ErrorCode);
        var page = await host.Admin.GetAsync("/v2/datasource_types?limit=2&offset=1");
        Assert.Equal(2, page.Body.Array("resources")!.Count);
        Assert.True(page.Body.Whole("total_count") > 2);
    }
}
