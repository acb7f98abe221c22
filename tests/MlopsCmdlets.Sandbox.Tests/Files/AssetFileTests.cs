using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Files;

public sealed class AssetFileTests
{
    [Fact]
    public async Task AFileIsWrittenReadInPartsListedAndDeleted()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "project_id=" + await host.Admin.AddProjectAsync("p");
        Assert.Equal(201, (await host.Admin.UploadAsync($"/v2/asset_files/notebook%2Fa b.ipynb?{scope}", "0123456789"u8.ToArray())).Status);
        var path = $"/v2/asset_files/notebook%2Fa%20b.ipynb?{scope}";
        Assert.Equal("0123456789", (await host.Admin.GetAsync(path)).TextBody);
        var part = await host.Admin.SendAsync(HttpMethod.Get, path, null, ("Range", "bytes=2-4"));
        Assert.Equal((206, "234"), (part.Status, part.TextBody));
        Assert.Equal("234", (await host.Admin.GetAsync(path + "&byte_range=2-4")).TextBody);
        Assert.Equal(416, (await host.Admin.SendAsync(HttpMethod.Get, path, null, ("Range", "bytes=50-"))).Status);
        Assert.Equal(10, (await host.Admin.SendAsync(HttpMethod.Head, path)).ContentHeaders.ContentLength);

        var list = await host.Admin.GetAsync($"/v2/asset_files?flat=true&{scope}");
        var item = list.Body!["resources"]![0];
        Assert.Equal(("notebook/a b.ipynb", "file", 10L), (item.Text("path"), item.Text("type"), item.Whole("size")));
        Assert.EndsWith(" GMT", item.Text("last_modifed"), StringComparison.Ordinal);
        Assert.Equal("folder", (await host.Admin.GetAsync($"/v2/asset_files?{scope}")).Body!["resources"]![0].Text("type"));
        Assert.Equal(1, (await host.Admin.GetAsync($"/v2/asset_files/notebook?{scope}")).Body.Whole("total_count"));

        Assert.Equal(204, (await host.Admin.DeleteAsync(path)).Status);
        var gone = await host.Admin.GetAsync(path);
        Assert.Equal((404, 404L), (gone.Status, gone.Body.Whole("code")));
    }

    [Theory]
    [InlineData("conflict", 409, "first")]
    [InlineData("silent", 201, "first")]
    [InlineData("racy", 409, "first")]
    public async Task WithoutOverrideAnExistingFileStays(string behavior, int status, string content)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.SetAsync($$"""{"override_false":"{{behavior}}"}""");
        var path = $"/v2/asset_files/lock.json?space_id={await host.Admin.AddSpaceAsync("s")}";
        Assert.Equal(201, (await host.Admin.UploadAsync(path + "&override=false", "first"u8.ToArray())).Status);
        Assert.Equal(status, (await host.Admin.UploadAsync(path + "&override=false", "second"u8.ToArray())).Status);
        Assert.Equal(content, (await host.Admin.GetAsync(path)).TextBody);
        Assert.Equal(201, (await host.Admin.UploadAsync(path, "third"u8.ToArray())).Status);
        Assert.Equal("third", (await host.Admin.GetAsync(path)).TextBody);
    }

    [Theory]
    [InlineData("conflict", 1)]
    [InlineData("racy", 2)]
    public async Task TwoWritersAtOnceBothWinOnlyWhereItIsRacy(string behavior, int winners)
    {
        await using var host = await SandboxHost.StartAsync();
        await host.SetAsync($$"""{"override_false":"{{behavior}}"}""");
        var path = $"/v2/asset_files/lock.json?override=false&space_id={await host.Admin.AddSpaceAsync("s")}";
        var both = new Rendezvous(2);

        // Both have been let in before either sends its last bytes.
        var replies = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            host.Admin.SendAsync(HttpMethod.Put, path, new MultipartFormDataContent { { new SlowContent(0, both.ArriveAsync, [(byte)i]), "file", "f" } })));
        Assert.Equal(winners, replies.Count(r => r.Status == 201));
    }

    [Theory]
    [InlineData("..%2Fescape")]
    [InlineData("a%2F..%2Fb")]
    [InlineData("a%5Cb")]
    public async Task PathsThatLeadElsewhereAreRefused(string path)
    {
        await using var host = await SandboxHost.StartAsync();
        Assert.Equal(400, (await host.Admin.UploadAsync($"/v2/asset_files/{path}?space_id={await host.Admin.AddSpaceAsync("s")}", [1])).Status);
    }

    [Fact]
    public async Task FilesAreCopiedBetweenContainers()
    {
        await using var host = await SandboxHost.StartAsync();
        var (project, space) = (await host.Admin.AddProjectAsync("p"), await host.Admin.AddSpaceAsync("s"));
        await host.Admin.UploadAsync($"/v2/asset_files/a.txt?project_id={project}", "x"u8.ToArray());
        var reply = await host.Admin.PostAsync("/v2/asset_files/copy", $$$"""{"source":{"type":"project","guid":"{{{project}}}","path":"a.txt"},"target":{"type":"space","guid":"{{{space}}}","path":"b.txt"}}""");
        Assert.Equal(200, reply.Status);
        Assert.Equal("x", (await host.Admin.GetAsync($"/v2/asset_files/b.txt?space_id={space}")).TextBody);
    }

    [Fact]
    public async Task TheRootFolderExistsAlready()
    {
        await using var host = await SandboxHost.StartAsync();
        var reply = await host.Admin.SendAsync(HttpMethod.Put, $"/v2/asset_files?project_id={await host.Admin.AddProjectAsync("p")}");
        Assert.Equal((409, "Conflict", "Root directory already exists"), (reply.Status, reply.Body.Text("error"), reply.Body.Text("reason")));
        Assert.Equal("The action will not be processed due to a conflict.", reply.Body.Text("message"));
    }

    /// <summary>Where each waits until all have come; without a thread.</summary>
    private sealed class Rendezvous(int parties)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _missing = parties;

        public Task ArriveAsync()
        {
            if (Interlocked.Decrement(ref _missing) == 0) _all.SetResult();
            return _all.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }
    }
}
