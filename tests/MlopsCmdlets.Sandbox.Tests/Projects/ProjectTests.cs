using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Projects;

public sealed class ProjectTests
{
    [Fact]
    public async Task CreationAnswersOnlyTheLocation()
    {
        await using var host = await SandboxHost.StartAsync();
        var reply = await host.Admin.PostAsync("/transactional/v2/projects", """{"name":"demo","generator":"sandbox-tests","storage":{"type":"assetfiles"}}""");
        Assert.Equal(201, reply.Status);
        Assert.Equal(["location"], reply.Body!.AsObject().Select(p => p.Key));
        var project = await host.Admin.GetAsync(reply.Body.Text("location")!);
        Assert.Equal(reply.Body.Text("location"), "/v2/projects/" + project.Body.Text("metadata", "guid"));
        Assert.Equal(("demo", "assetfiles", "admin"), (project.Body.Text("entity", "name"), project.Body.Text("entity", "storage", "type"), project.Body.Text("entity", "creator")));
    }

    [Theory]
    [InlineData(Release.R53, """{"name":"p","nonsense":1}""", "Extraneous properties for project: nonsense")]
    [InlineData(Release.R53, """{"name":"p","generator":"short"}""", "minimum length 8")]
    [InlineData(Release.R53, """{"name":"p","generator":"with_underscore"}""", "invalid characters")]
    [InlineData(Release.R48, """{"name":"a<b"}""", "invalid characters")]
    [InlineData(Release.R48, """{"generator":"sandbox-tests"}""", "name is required")]
    [InlineData(Release.R40, """{"name":"p"}""", "generator is required")]
    [InlineData(Release.R48, """{"name":"p","storage":{"type":"bmcos_object_storage"}}""", "not supported")]
    internal async Task BadBodiesAreRefusedInTheFormOfProjects(Release release, string body, string reason)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var reply = await host.Admin.PostAsync("/transactional/v2/projects", body);
        Assert.Equal(400, reply.Status);
        Assert.Equal(400, reply.Body.Whole("code"));
        Assert.Equal("Bad Request", reply.Body.Text("error"));
        Assert.Contains(reason, reply.Body.Text("reason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Release.R48)]
    [InlineData(Release.R40)]
    internal async Task OlderReleasesIgnoreUnknownKeys(Release release)
    {
        await using var host = await SandboxHost.StartAsync(release);
        Assert.Equal(201, (await host.Admin.PostAsync("/transactional/v2/projects", """{"name":"p","generator":"g","nonsense":1}""")).Status);
    }

    [Fact]
    public async Task DuplicateNamesAreRefusedOnlyOnRequest()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.Admin.AddProjectAsync("p");
        await host.Admin.AddProjectAsync("p");
        var reply = await host.Admin.PostAsync("/transactional/v2/projects?verify_unique_name=true", """{"name":"p"}""");
        Assert.Equal(400, reply.Status);
        Assert.Contains("already used", reply.Body.Text("reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANewProjectCanStayInvisibleForSomeReads()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.SetAsync("""{"project_hidden_polls":2}""");
        var path = "/v2/projects/" + await host.Admin.AddProjectAsync("p");
        var statuses = await host.Admin.StatusesAsync(path, path, path);
        Assert.Equal([404, 404, 200], statuses);
    }

    [Fact]
    public async Task ListsPageByBookmarkOrSkip()
    {
        foreach (var release in new[] { Release.R40, Release.R53 })
        {
            await using var host = await SandboxHost.StartAsync(release);
            for (var i = 0; i < 5; i++) await host.Admin.AddProjectAsync($"p{i}");
            List<string> names = [];
            for (string? more = ""; more is not null;)
            {
                var page = await host.Admin.GetAsync("/v2/projects?limit=2" + more);
                Assert.Equal(5, page.Body.Whole("total_results"));
                names.AddRange(page.Body.Array("resources")!.Select(r => r.Text("entity", "name")!));
                more = release == Release.R40 ? (names.Count < 5 ? $"&skip={names.Count}" : null) : page.Body.Text("bookmark") is { } b ? "&bookmark=" + b : null;
            }

            Assert.Equal(["p0", "p1", "p2", "p3", "p4"], names);
        }
    }

    [Theory]
    [InlineData("name=churn", 2)]
    [InlineData("name=churn&match=exact", 1)]
    [InlineData("tag_names=b,c", 1)]
    [InlineData("type=wx", 0)]
    public async Task FiltersSelect(string filter, int count)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.Admin.PostAsync("/transactional/v2/projects", """{"name":"churn","tags":["a"]}""");
        await host.Admin.PostAsync("/transactional/v2/projects", """{"name":"My Churn Project","tags":["b"]}""");
        Assert.Equal(count, (await host.Admin.GetAsync("/v2/projects?" + filter)).Body.Array("resources")!.Count);
    }

    [Fact]
    public async Task OnlyMembersAndProjectMonitorsSeeAProject()
    {
        await using var host = await SandboxHost.StartAsync();
        var owner = await host.AddUserAsync("owner");
        var monitor = await host.AddUserAsync("monitor", "zen_project_monitor_role");
        var project = await owner.AddProjectAsync("p");
        Assert.Empty((await host.Admin.GetAsync("/v2/projects")).Body.Array("resources")!);
        Assert.Single((await monitor.GetAsync("/v2/projects")).Body.Array("resources")!);
        var reply = await host.Admin.PostAsync($"/v2/projects/{project}/members", """{"members":[{"id":"1","role":"viewer"}]}""");
        Assert.Equal(403, reply.Status);
        Assert.Contains("not a member of the project", reply.Body.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(403, (await monitor.DeleteAsync("/transactional/v2/projects/" + project)).Status);
    }

    [Fact]
    public async Task MembersHaveStatesInUpperCase()
    {
        await using var host = await SandboxHost.StartAsync();
        var path = $"/v2/projects/{await host.Admin.AddProjectAsync("p")}/members";
        var added = await host.Admin.PostAsync(path, """{"members":[{"id":"1000331015","user_name":"jsmith","role":"editor","type":"user","state":"ACTIVE"}]}""");
        Assert.Equal("ACTIVE", added.Body!["members"]![0].Text("state"));
        Assert.Contains("already exists in the project", (await host.Admin.PostAsync(path, """{"members":[{"id":"1000331015","role":"editor"}]}""")).Body.Text("reason"), StringComparison.Ordinal);
        Assert.Contains("without specifying a member id", (await host.Admin.PostAsync(path, """{"members":[{"user_name":"x","role":"editor","state":"ACTIVE"}]}""")).Body.Text("reason"), StringComparison.Ordinal);
        var changed = await host.Admin.PatchAsync(path, """{"members":[{"user_name":"jsmith","role":"viewer"}]}""");
        Assert.Equal("viewer", changed.Body!["members"]![0].Text("role"));
        Assert.Equal(204, (await host.Admin.DeleteAsync(path + "?user_names=jsmith")).Status);
        Assert.Single((await host.Admin.GetAsync(path)).Body.Array("members")!);
    }

    [Fact]
    public async Task PatchIsAMergeAndDeleteIsAtOnce()
    {
        await using var host = await SandboxHost.StartAsync();
        var id = await host.Admin.AddProjectAsync("p");
        var patched = await host.Admin.PatchAsync("/v2/projects/" + id, """{"description":"new","tags":["t"]}""");
        Assert.Equal((200, "p", "new"), (patched.Status, patched.Body.Text("entity", "name"), patched.Body.Text("entity", "description")));
        Assert.Equal(204, (await host.Admin.DeleteAsync("/transactional/v2/projects/" + id)).Status);
        Assert.Equal(404, (await host.Admin.GetAsync("/v2/projects/" + id)).Status);
    }

    [Fact]
    public async Task AChangeOfSeveralMembersThatIsRefusedChangesNone()
    {
        await using var host = await SandboxHost.StartAsync();
        var path = $"/v2/projects/{await host.Admin.AddProjectAsync("p")}/members";
        await host.Admin.PostAsync(path, """{"members":[{"id":"42","user_name":"ann","role":"editor","state":"ACTIVE"}]}""");

        Assert.Equal(400, (await host.Admin.PatchAsync(path, """{"members":[{"user_name":"ann","role":"viewer"},{"user_name":"admin","role":"viewer"}]}""")).Status);
        Assert.Equal("editor", (await host.Admin.GetAsync(path + "/ann")).Body.Text("role"));

        Assert.Equal(400, (await host.Admin.DeleteAsync(path + "?user_names=ann,admin")).Status);
        Assert.Equal("editor", (await host.Admin.GetAsync(path + "/ann")).Body.Text("role"));

        // One takes over from the other in one step.
        Assert.Equal(200, (await host.Admin.PatchAsync(path, """{"members":[{"user_name":"admin","role":"viewer"},{"user_name":"ann","role":"admin"}]}""")).Status);
    }
}
