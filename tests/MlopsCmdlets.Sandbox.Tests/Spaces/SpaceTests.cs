using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Spaces;

public sealed class SpaceTests
{
    [Fact]
    public async Task ASpaceIsPreparedThenActiveThenDeletedByPolls()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.SetAsync("""{"polls_per_step":2}""");
        var created = await host.Admin.PostAsync("/v2/spaces", """{"name":"s","description":"d","tags":["t"],"stage":{"production":true,"name":"production"}}""");
        Assert.Equal(202, created.Status);
        Assert.Equal("preparing", created.Body.Text("entity", "status", "state"));
        Assert.Equal("1000330999", created.Body!["entity"]!["members"]![0].Text("id"));
        Assert.Equal("active", created.Body!["entity"]!["members"]![0].Text("state"));
        Assert.Equal("cpdaccount", created.Body.Text("entity", "scope", "bss_account_id"));
        Assert.True(created.Body.Flag("entity", "stage", "production"));
        Assert.Null(created.Body.Text("metadata", "updated_at"));

        var path = "/v2/spaces/" + created.Body.Text("metadata", "id");
        Assert.Equal(["preparing", "active", "active"], [await StateAsync(host, path), await StateAsync(host, path), await StateAsync(host, path)]);
        Assert.NotNull((await host.Admin.GetAsync(path)).Body.Text("metadata", "updated_at"));

        Assert.Equal(202, (await host.Admin.DeleteAsync(path)).Status);
        Assert.Equal(["deleting", "deleting", null], [await StateAsync(host, path), await StateAsync(host, path), await StateAsync(host, path)]);
        Assert.Equal(404, (await host.Admin.GetAsync(path)).Status);
    }

    [Fact]
    public async Task MembersAreShownOnlyWhenAskedFor()
    {
        await using var host = await SandboxHost.StartAsync();
        var path = "/v2/spaces/" + await host.Admin.AddSpaceAsync("s");
        Assert.Null((await host.Admin.GetAsync(path)).Body.Array("entity", "members"));
        Assert.Single((await host.Admin.GetAsync(path + "?include=members")).Body.Array("entity", "members")!);
    }

    [Theory]
    [InlineData("""{"description":"no name"}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"s","storage":{"resource_crn":"crn:x"}}""")]
    [InlineData("""{"name":"s","compute":[]}""")]
    [InlineData("""{"name":"s","generator":"a.b"}""")]
    [InlineData("""{"name":"s","type":"other"}""")]
    [InlineData("""{"name":"s","name":"twice"}""")]
    public async Task BadBodiesAreRefused(string body)
    {
        await using var host = await SandboxHost.StartAsync();
        var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var reply = await host.Admin.SendAsync(HttpMethod.Post, "/v2/spaces", content);
        Assert.Equal(400, reply.Status);
        Assert.NotNull(reply.ErrorCode);
        Assert.NotNull(reply.Body.Text("trace"));
    }

    [Theory]
    [InlineData("relative", "/v2/spaces?")]
    [InlineData("absolute", "http://127.0.0.1")]
    [InlineData("internal-host", "https://ibm-nginx-svc:443/v2/spaces?")]
    public async Task PagesFollowTheStartTokenInEveryFormOfLink(string links, string prefix)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.SetAsync($$"""{"links":"{{links}}"}""");
        for (var i = 0; i < 5; i++) await host.Admin.AddSpaceAsync($"s{i}");
        List<string> names = [];
        string? start = null;
        do
        {
            var page = await host.Admin.GetAsync("/v2/spaces?limit=2&total_count=true" + (start is null ? "" : "&start=" + start));
            Assert.Equal(5, page.Body.Whole("total_count"));
            names.AddRange(page.Body.Array("resources")!.Select(r => r.Text("entity", "name")!));
            var next = page.Body.Text("next", "href");
            if (next is not null) Assert.StartsWith(prefix, next, StringComparison.Ordinal);
            start = next?[(next.IndexOf("start=", StringComparison.Ordinal) + 6)..];
        }
        while (start is not null);
        Assert.Equal(["s0", "s1", "s2", "s3", "s4"], names);
        Assert.Equal(400, (await host.Admin.GetAsync("/v2/spaces?start=garbage")).Status);
        Assert.Equal(400, (await host.Admin.GetAsync("/v2/spaces?limit=201")).Status);
    }

    [Fact]
    public async Task OnlyMembersSeeASpaceAndPlatformAdministratorsAreNoException()
    {
        await using var host = await SandboxHost.StartAsync();
        var user = await host.AddUserAsync("user");
        var space = await user.AddSpaceAsync("mine");
        Assert.Equal(403, (await host.Admin.GetAsync("/v2/spaces/" + space)).Status);
        Assert.Empty((await host.Admin.GetAsync("/v2/spaces")).Body.Array("resources")!);
        Assert.Equal(403, (await host.Admin.PostAsync($"/v2/asset_types/asset/search?space_id={space}", """{"query":"*:*"}""")).Status);
        Assert.Equal(404, (await host.Admin.GetAsync("/v2/spaces/00000000-0000-0000-0000-000000000000")).Status);
    }

    [Fact]
    public async Task AGroupGivesItsMembersItsRole()
    {
        await using var host = await SandboxHost.StartAsync();
        var space = await host.Admin.AddSpaceAsync("s");
        var user = await host.AddUserAsync("user");
        var added = await host.Admin.PostAsync($"/v2/spaces/{space}/members", """{"members":[{"id":"10000","role":"editor","type":"group"}]}""");
        Assert.Equal(200, added.Status);
        Assert.Equal(200, (await user.GetAsync("/v2/spaces/" + space)).Status);
        await user.AddAssetAsync("space_id=" + space, "data_asset", "d");
        Assert.Equal(403, (await user.DeleteAsync("/v2/spaces/" + space)).Status);
    }

    [Fact]
    public async Task MembersAreAddedChangedListedAndRemoved()
    {
        await using var host = await SandboxHost.StartAsync();
        var path = $"/v2/spaces/{await host.Admin.AddSpaceAsync("s")}/members";
        var added = await host.Admin.PostAsync(path, """{"members":[{"id":"1000331015","role":"editor","type":"user","state":"active"}]}""");
        Assert.Equal((200, "1000331015", "active"), (added.Status, added.Body!["resources"]![0].Text("id"), added.Body!["resources"]![0].Text("state")));
        Assert.Equal(409, (await host.Admin.PostAsync(path, """{"members":[{"id":"1000331015","role":"viewer"}]}""")).Status);
        var patched = await host.Admin.PatchAsync(path + "/1000331015", """[{"op":"replace","path":"/role","value":"viewer"}]""");
        Assert.Equal((200, "viewer"), (patched.Status, patched.Body.Text("role")));
        Assert.Single((await host.Admin.GetAsync(path + "?role=viewer")).Body.Array("resources")!);
        Assert.Equal(204, (await host.Admin.DeleteAsync(path + "/1000331015")).Status);
        Assert.Equal(404, (await host.Admin.GetAsync(path + "/1000331015")).Status);
        Assert.Equal(400, (await host.Admin.DeleteAsync(path + "/1000330999")).Status);
        Assert.Equal(400, (await host.Admin.PostAsync(path, """{"members":[{"id":"1","role":"owner"}]}""")).Status);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/name","value":"new"}]""", 200)]
    [InlineData("""[{"op":"add","path":"/stage/name","value":"uat"}]""", 200)]
    [InlineData("""[{"op":"replace","path":"/tags","value":["x"]}]""", 400)]
    [InlineData("""[{"op":"replace","path":"/stage/production","value":true}]""", 400)]
    [InlineData("""[{"op":"remove","path":"/name"}]""", 400)]
    [InlineData("""{"name":"merge"}""", 400)]
    public async Task OnlySomeFieldsOfASpaceCanBePatched(string patch, int status)
    {
        await using var host = await SandboxHost.StartAsync();
        var path = "/v2/spaces/" + await host.Admin.AddSpaceAsync("s");
        Assert.Equal(status, (await host.Admin.PatchAsync(path, patch)).Status);
    }

    private static async Task<string?> StateAsync(SandboxHost host, string path) => (await host.Admin.GetAsync(path)).Body.Text("entity", "status", "state");

    [Fact]
    public async Task OfTwoChangesAtOnceNoneGetsLost()
    {
        await using var host = await SandboxHost.StartAsync();
        var path = "/v2/spaces/" + await host.Admin.AddSpaceAsync("old");

        var slow = await host.Admin.SendAsync(HttpMethod.Patch, path, SlowContent.Json(
            """[{"op":"add","path":"/description","value":"mine"}]""",
            async () => Assert.Equal(200, (await host.Admin.PatchAsync(path, """[{"op":"replace","path":"/name","value":"theirs"}]""")).Status)));

        Assert.Equal(200, slow.Status);
        var space = (await host.Admin.GetAsync(path)).Body;
        Assert.Equal(("theirs", "mine"), (space.Text("entity", "name"), space.Text("entity", "description")));
    }

    [Fact]
    public async Task AMemberThatIsRemovedWhileItsRoleChangesStaysAway()
    {
        await using var host = await SandboxHost.StartAsync();
        var members = $"/v2/spaces/{await host.Admin.AddSpaceAsync("s")}/members";
        await host.Admin.PostAsync(members, """{"members":[{"id":"42","role":"viewer"}]}""");

        var slow = await host.Admin.SendAsync(HttpMethod.Patch, members + "/42", SlowContent.Json(
            """[{"op":"replace","path":"/role","value":"editor"}]""",
            async () => Assert.Equal(204, (await host.Admin.DeleteAsync(members + "/42")).Status)));

        Assert.Equal(404, slow.Status);
        Assert.Single((await host.Admin.GetAsync(members)).Body.Array("resources")!);
    }
}
