using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class ContainerTests
{
    private static string Space(string state, string more = "") =>
        $$$"""{"metadata":{"id":"s-1","created_at":"2024-05-08T09:11:12.345Z"},"entity":{"name":"new","status":{"state":"{{{state}}}"{{{more}}} } } }""";

    [Fact]
    public async Task A_space_is_created_and_waited_for()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/spaces", FakeReply.Json(202, Space("preparing")))
            .On("GET /v2/spaces/s-1", Space("preparing"), Space("preparing"), Space("active"));
        var seen = new List<string>();
        var space = await cluster.Client().Spaces.CreateAsync(
            new CpdSpaceDefinition { Name = "new", Stage = "production", IsProduction = true, Tags = ["t"] },
            new CpdWaitOptions { Progress = p => seen.Add(p.State) });
        Assert.Equal("active", space.State);
        Assert.Equal(["preparing", "preparing", "active"], seen);
        Assert.Equal("""{"name":"new","tags":["t"],"stage":{"production":true,"name":"production"}}""", cluster.Requests[0].Text());
        Assert.Equal(RetrySafety.ByMethod, cluster.Requests[0].Retry);
        Assert.Equal(new DateTimeOffset(2024, 5, 8, 9, 11, 12, 345, TimeSpan.Zero), space.CreatedAt);
    }

    [Fact]
    public async Task Pauses_grow_up_to_their_limit()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/spaces", Space("preparing"))
            .On("GET /v2/spaces/s-1", [.. Enumerable.Repeat((FakeReply)Space("preparing"), 20), Space("active")]);
        await cluster.Client().Spaces.CreateAsync(new CpdSpaceDefinition { Name = "new" }, new CpdWaitOptions { MaxInterval = TimeSpan.FromSeconds(2) });
        Assert.Equal(TimeSpan.FromMilliseconds(250), cluster.Time.Delays[0]);
        Assert.Equal(TimeSpan.FromSeconds(2), cluster.Time.Delays[19]);
    }

    [Fact]
    public async Task A_space_that_ends_in_error_carries_the_reason()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/spaces", Space("preparing"))
            .On("GET /v2/spaces/s-1", Space("error", ""","failure":{"trace":"t","errors":[{"code":"quota","message":"no room"}]}"""));
        var e = await Assert.ThrowsAsync<CpdOperationFailedException>(() => cluster.Client().Spaces.CreateAsync(new CpdSpaceDefinition { Name = "new" }, new CpdWaitOptions()));
        Assert.Equal("error", e.State);
        Assert.Equal("quota", Assert.Single(e.Details).Code);
        Assert.Contains("no room", e.Message);
    }

    [Fact]
    public async Task Waiting_ends_with_the_time_out()
    {
        var cluster = new FakeCluster().On("POST /v2/spaces", Space("preparing")).On("GET /v2/spaces/s-1", Space("preparing"));
        var e = await Assert.ThrowsAsync<CpdWaitTimeoutException>(() => cluster.Client().Spaces.CreateAsync(
            new CpdSpaceDefinition { Name = "new" }, new CpdWaitOptions { Timeout = TimeSpan.FromSeconds(30) }));
        Assert.Equal("preparing", e.State);
        Assert.Contains("30 seconds", e.Message);
    }

    [Fact]
    public async Task A_space_is_changed_only_where_the_api_allows_it()
    {
        var cluster = new FakeCluster().On("PATCH /v2/spaces/s-1", Space("active"));
        await cluster.Client().Spaces.UpdateAsync("s-1", new CpdSpaceChange { Name = "n", Description = "d", Stage = "uat" });
        Assert.Equal(["/name", "/description", "/stage/name"], cluster.Requests[0].Json().EnumerateArray().Select(o => o.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Deleting_waits_until_the_space_is_gone()
    {
        var cluster = new FakeCluster()
            .On("DELETE /v2/spaces/s-1", FakeReply.Empty(202))
            .On("GET /v2/spaces/s-1", Space("deleting"), FakeReply.Json(404, """{"errors":[{"code":"not_found","message":"gone"}]}"""));
        await cluster.Client().Spaces.DeleteAsync("s-1", new CpdWaitOptions());
        Assert.Equal(2, cluster.Sent("GET /v2/spaces/s-1").Count());
    }

    [Theory]
    [InlineData("""{"entity":{"name":"old"},"metadata":{"id":"s"}}""", null, false)]
    [InlineData("""{"entity":{"name":"old","stage":{"production":true,"name":"prod"},"compute":[{"guid":"g"}]},"metadata":{"id":"s"}}""", "prod", true)]
    [InlineData("""{"entity":{"name":"old","stage":{"production":false},"compute":[{"id":"g"}]},"metadata":{"id":"s"}}""", null, false)]
    public async Task Spaces_of_all_releases_are_read(string json, string? stage, bool production)
    {
        var space = await new FakeCluster().On("GET /v2/spaces/s", json).Client().Spaces.GetAsync("s");
        Assert.Equal(stage, space.Stage);
        Assert.Equal(production, space.IsProduction);
    }

    [Fact]
    public async Task A_project_is_created_with_known_keys_only_and_polled_until_it_is_readable()
    {
        var cluster = new FakeCluster()
            .On("GET /v2/projects", """{"total_results":1,"resources":[{"metadata":{"guid":"p-0"},"entity":{"name":"demo 2"}}]}""")
            .On("POST /transactional/v2/projects", FakeReply.Json(201, """{"location":"/v2/projects/p-1"}"""))
            .On("GET /v2/projects/p-1", FakeReply.Json(404, """{"code":404,"error":"Not Found","reason":"no"}"""), """{"metadata":{"guid":"p-1"},"entity":{"name":"demo","storage":{"type":"assetfiles"}}}""");
        var project = await cluster.Client().Projects.CreateAsync(new CpdProjectDefinition { Name = "demo", Description = "d" });
        Assert.Equal("p-1", project.Id);
        var request = cluster.Requests[1];
        Assert.Equal("true", request.Parameter("verify_unique_name"));
        string[] allowed = ["generator", "name", "storage", "compute", "description", "enforce_members", "public", "tags", "tools", "type"];
        Assert.All(request.Json().EnumerateObject(), p => Assert.Contains(p.Name, allowed));
        Assert.Matches("^[A-Za-z0-9 -]{8,}$", request.Json().GetProperty("generator").GetString());
    }

    [Fact]
    public async Task A_second_project_of_the_same_name_is_refused_on_every_release()
    {
        var cluster = new FakeCluster().On("GET /v2/projects", """{"total_results":1,"resources":[{"metadata":{"guid":"p-0"},"entity":{"name":"demo"}}]}""");
        var e = await Assert.ThrowsAsync<CpdConflictException>(() => cluster.Client().Projects.CreateAsync(new CpdProjectDefinition { Name = "demo" }));
        Assert.Contains("p-0", e.Message);
        Assert.Single(cluster.Requests);
    }

    [Fact]
    public async Task A_project_is_changed_by_plain_merge()
    {
        var cluster = new FakeCluster().On("PATCH /v2/projects/p-1", """{"metadata":{"guid":"p-1"},"entity":{"name":"b"}}""");
        await cluster.Client().Projects.UpdateAsync("p-1", new CpdProjectChange { Name = "b", Tags = [] });
        Assert.Equal("""{"name":"b","tags":[]}""", cluster.Requests[0].Text());
    }

    [Fact]
    public async Task Members_are_written_in_the_spelling_of_their_container()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/spaces/s-1/members", """{"resources":[{"id":"7","role":"editor","type":"user","state":"active"}]}""")
            .On("POST /v2/projects/p-1/members", """{"members":[{"id":"1","user_name":"boss","role":"admin","state":"ACTIVE"},{"id":"7","user_name":"jsmith","role":"editor","type":"user","state":"ACTIVE"}]}""");
        var member = new CpdMemberDefinition("7", CpdRole.Editor, CpdMemberType.User, "jsmith");
        var members = cluster.Client().Members;
        var inSpace = Assert.Single(await members.AddAsync(CpdContainer.Space("s-1"), [member]));
        var inProject = Assert.Single(await members.AddAsync(CpdContainer.Project("p-1"), [member]));
        Assert.Equal("""{"members":[{"id":"7","role":"editor","type":"user","state":"active"}]}""", cluster.Requests[0].Text());
        Assert.Equal("""{"members":[{"id":"7","user_name":"jsmith","role":"editor","type":"user","state":"ACTIVE"}]}""", cluster.Requests[1].Text());
        Assert.Equal("active", inSpace.State);
        Assert.Equal("active", inProject.State);
        Assert.Equal(CpdRole.Editor, inProject.Role);
        Assert.Equal("jsmith", inProject.Name);
    }

    [Fact]
    public async Task Roles_are_changed_and_members_removed_as_each_service_wants_it()
    {
        var cluster = new FakeCluster()
            .On("PATCH /v2/spaces/s-1/members/7", """{"id":"7","role":"admin"}""")
            .On("PATCH /v2/projects/p-1/members", """{"members":[]}""")
            .On("DELETE /v2/spaces/s-1/members/7", FakeReply.Empty(204))
            .On("DELETE /v2/projects/p-1/members", FakeReply.Empty(204));
        var members = cluster.Client().Members;
        var member = new CpdMember { Id = "7", Name = "jsmith", UserName = "jsmith", Role = CpdRole.Viewer };
        Assert.Equal(CpdRole.Admin, (await members.SetRoleAsync(CpdContainer.Space("s-1"), member, CpdRole.Admin)).Role);
        await members.SetRoleAsync(CpdContainer.Project("p-1"), member, CpdRole.Admin);
        await members.RemoveAsync(CpdContainer.Space("s-1"), member);
        await members.RemoveAsync(CpdContainer.Project("p-1"), member);
        Assert.Equal("""[{"op":"replace","path":"/role","value":"admin"}]""", cluster.Requests[0].Text());
        Assert.Equal("jsmith", cluster.Requests[3].Parameter("user_names"));
    }
}
