using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Assets;

public sealed class AssetTests
{
    [Fact]
    public async Task AnAssetIsCreatedReadChangedAndDeleted()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var created = await host.Admin.PostAsync($"/v2/assets?{scope}", """{"metadata":{"name":"a","asset_type":"script","tags":["t"],"description":"d","rov":{"mode":0}},"entity":{"script":{"language":{"name":"python3"}}}}""");
        Assert.Equal(201, created.Status);
        var id = created.Body.Text("asset_id");
        Assert.Equal(id, created.Body.Text("metadata", "asset_id"));
        Assert.Equal($"/v2/assets/{id}?{scope}", created.Body.Text("href"));
        Assert.Equal(scope, "space_id=" + created.Body.Text("metadata", "space_id"));
        Assert.Null(created.Body.Text("metadata", "project_id"));
        Assert.DoesNotContain(".", created.Body.Text("metadata", "created_at"), StringComparison.Ordinal);

        var patched = await host.Admin.PatchAsync($"/v2/assets/{id}?{scope}", """[{"op":"replace","path":"/metadata/name","value":"b"},{"op":"add","path":"/metadata/tags/-","value":"u"}]""");
        Assert.Equal((200, "b"), (patched.Status, patched.Body.Text("metadata", "name")));
        Assert.Equal(["t", "u"], patched.Body.Strings("metadata", "tags"));
        Assert.Equal(400, (await host.Admin.PatchAsync($"/v2/assets/{id}?{scope}", """[{"op":"replace","path":"/metadata/asset_id","value":"x"}]""")).Status);
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/assets/{id}?{scope}&purge_on_delete=true")).Status);
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/assets/{id}?{scope}")).Status);
    }

    [Fact]
    public async Task ADeletedAssetWaitsInTheTrash()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var (id, _) = await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        await host.Admin.DeleteAsync($"/v2/assets/{id}?{scope}");
        Assert.Empty(await host.Admin.SearchAsync(scope));
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/assets/{id}?{scope}")).Status);
        Assert.Single((await host.Admin.GetAsync($"/v2/trashed_assets?{scope}")).Body.Array("resources")!);
        Assert.Equal(200, (await host.Admin.PostAsync($"/v2/trashed_assets/{id}/restore?{scope}")).Status);
        Assert.Equal("x", Encoding.UTF8.GetString(await host.Admin.DownloadAsync(scope, id)));
        await host.Admin.DeleteAsync($"/v2/assets/{id}?{scope}");
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/trashed_assets/{id}?{scope}")).Status);
        Assert.Empty((await host.Admin.GetAsync($"/v2/trashed_assets?{scope}")).Body.Array("resources")!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("space_id=S&project_id=P")]
    public async Task ExactlyOneContainerIsRequired(string scope)
    {
        await using var host = await SandboxHost.StartAsync();
        Assert.Equal(400, (await host.Admin.PostAsync("/v2/assets?" + scope, """{"metadata":{"name":"a","asset_type":"script"}}""")).Status);
        Assert.Equal(400, (await host.Admin.PostAsync("/v2/asset_types/asset/search?" + scope, """{"query":"*:*"}""")).Status);
    }

    [Fact]
    public async Task UnknownTypesAreNotFound()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var reply = await host.Admin.PostAsync($"/v2/asset_types/no_type/search?{scope}", """{"query":"*:*"}""");
        Assert.Equal(404, reply.Status);
        Assert.Contains("AssetType 'no_type' does not exist", reply.TextBody, StringComparison.Ordinal);
        Assert.Equal(404, (await host.Admin.PostAsync($"/v2/assets?{scope}", """{"metadata":{"name":"a","asset_type":"no_type"}}""")).Status);
        Assert.Equal(201, (await host.Admin.PostAsync($"/v2/asset_types?{scope}", """{"name":"no_type","fields":[]}""")).Status);
        await host.Admin.AddAssetAsync(scope, "no_type", "a");
    }

    [Fact]
    public async Task AnAssetOfAnotherContainerIsNotFound()
    {
        await using var host = await SandboxHost.StartAsync();
        var (a, b) = (await host.Admin.AddSpaceAsync("a"), await host.Admin.AddSpaceAsync("b"));
        var id = await host.Admin.AddAssetAsync($"space_id={a}", "script", "s");
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/assets/{id}?space_id={b}")).Status);
    }

    [Fact]
    public async Task AttachmentsAreUploadedInThreeSteps()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var id = await host.Admin.AddAssetAsync(scope, "data_asset", "d");
        var attachment = await host.Admin.PostAsync($"/v2/assets/{id}/attachments?{scope}", """{"asset_type":"data_asset","name":"d.csv","mime":"text/csv"}""");
        var (attachmentId, url) = (attachment.Body.Text("attachment_id"), attachment.Body.Text("url1")!);
        Assert.Equal("local", attachment.Body.Text("attachment_type"));
        Assert.StartsWith("/v2/asset_files/", url, StringComparison.Ordinal);
        Assert.Equal(400, (await host.Admin.PostAsync($"/v2/assets/{id}/attachments/{attachmentId}/complete?{scope}")).Status);

        // The signature replaces the token, but only for this path and method, and only whole forms are taken.
        Assert.Equal(201, (await host.Anonymous.UploadAsync(url, "1,2"u8.ToArray())).Status);
        Assert.Equal(401, (await host.Anonymous.GetAsync(url)).Status);
        Assert.Equal(401, (await host.Anonymous.UploadAsync(url.Replace("signature=", "signature=9", StringComparison.Ordinal), [1])).Status);
        Assert.Equal(400, (await host.Anonymous.UploadAsync(url, [1], partName: "other")).Status);
        Assert.Equal(415, (await host.Anonymous.SendAsync(HttpMethod.Put, url, new ByteArrayContent([1]))).Status);

        Assert.Equal(200, (await host.Admin.PostAsync($"/v2/assets/{id}/attachments/{attachmentId}/complete?{scope}")).Status);
        var asset = await host.Admin.GetAsync($"/v2/assets/{id}?{scope}");
        Assert.Equal(attachmentId, asset.Body!["attachments"]![0].Text("id"));
        Assert.Equal(3, asset.Body.Whole("metadata", "size"));
        var link = (await host.Admin.GetAsync($"/v2/assets/{id}/attachments/{attachmentId}?{scope}")).Body.Text("url")!;
        Assert.Equal("1,2", (await host.Anonymous.GetAsync(link)).TextBody);
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/assets/{id}/attachments/{attachmentId}?{scope}")).Status);
        Assert.Equal(404, (await host.Anonymous.GetAsync(link)).Status);
    }

    [Fact]
    public async Task RemoteAndReferencedAttachmentsHaveNoUpload()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var id = await host.Admin.AddAssetAsync(scope, "data_asset", "d");
        var remote = await host.Admin.PostAsync($"/v2/assets/{id}/attachments?{scope}", """{"asset_type":"data_asset","name":"t","connection_id":"c","connection_path":"/S/T"}""");
        Assert.Equal(("remote", null), (remote.Body.Text("attachment_type"), remote.Body.Text("url1")));
        var complete = await host.Admin.PostAsync($"/v2/assets/{id}/attachments/{remote.Body.Text("attachment_id")}/complete?{scope}");
        Assert.Equal((400, "unable_to_perform"), (complete.Status, complete.ErrorCode));
        Assert.Contains("ATTSV3041E", complete.TextBody, StringComparison.Ordinal);

        Assert.Equal(400, (await host.Admin.PostAsync($"/v2/assets/{id}/attachments?{scope}", """{"asset_type":"data_asset","object_key":"data_asset/x.csv"}""")).Status);
        await host.Admin.UploadAsync($"/v2/asset_files/data_asset%2Fx.csv?{scope}", "abc"u8.ToArray());
        var referenced = await host.Admin.PostAsync($"/v2/assets/{id}/attachments?{scope}", """{"asset_type":"data_asset","object_key":"data_asset/x.csv"}""");
        Assert.Equal("referenced", referenced.Body.Text("attachment_type"));
        Assert.Equal("abc", (await host.Admin.GetAsync((await host.Admin.GetAsync($"/v2/assets/{id}/attachments/{referenced.Body.Text("attachment_id")}?{scope}")).Body.Text("url")!)).TextBody);
    }

    [Fact]
    public async Task RevisionsKeepMetadataAndBytes()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var (id, attachment) = await host.Admin.AddDataAssetAsync(scope, "first.csv", "one");
        var revision = await host.Admin.PostAsync($"/v2/assets/{id}/revisions?{scope}", """{"commit_message":"m"}""");
        Assert.Equal((201, 1L, "m"), (revision.Status, revision.Body.Whole("metadata", "revision_id"), revision.Body.Text("metadata", "commit_info", "commit_message")));
        await host.Admin.PatchAsync($"/v2/assets/{id}?{scope}", """[{"op":"replace","path":"/metadata/name","value":"second.csv"}]""");
        await host.Admin.DeleteAsync($"/v2/assets/{id}/attachments/{attachment}?{scope}");
        await host.Admin.PostAsync($"/v2/assets/{id}/revisions?{scope}", new JsonObject());

        Assert.Equal("first.csv", (await host.Admin.GetAsync($"/v2/assets/{id}?revision_id=1&{scope}")).Body.Text("metadata", "name"));
        Assert.Equal("second.csv", (await host.Admin.GetAsync($"/v2/assets/{id}?revision_id=latest&{scope}")).Body.Text("metadata", "name"));
        var url = (await host.Admin.GetAsync($"/v2/assets/{id}/attachments/{attachment}?revision_id=1&{scope}")).Body.Text("url");
        Assert.Equal("one", (await host.Admin.GetAsync(url!)).TextBody);
        Assert.Equal([2L, 1L], (await host.Admin.GetAsync($"/v2/assets/{id}/revisions?{scope}")).Body.Array("results")!.Select(r => r.Whole("metadata", "revision_id")!.Value));
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/assets/{id}?revision_id=3&{scope}")).Status);
    }

    [Fact]
    public async Task AttributesArePatched()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var id = await host.Admin.AddAssetAsync(scope, "script", "s", new JsonObject { ["software_spec"] = new JsonObject { ["base_id"] = "old" } });
        Assert.Equal(200, (await host.Admin.PatchAsync($"/v2/assets/{id}/attributes/script?{scope}", """[{"op":"replace","path":"/software_spec/base_id","value":"new"}]""")).Status);
        Assert.Equal("new", (await host.Admin.GetAsync($"/v2/assets/{id}?{scope}")).Body.Text("entity", "script", "software_spec", "base_id"));
        Assert.Equal(404, (await host.Admin.PatchAsync($"/v2/assets/{id}/attributes/other?{scope}", "[]")).Status);
    }

    [Theory]
    [InlineData("IGNORE", 201)]
    [InlineData("REJECT", 409)]
    [InlineData("NONSENSE", 400)]
    public async Task DuplicateNamesFollowTheRequestedAction(string action, int status)
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        await host.Admin.AddAssetAsync(scope, "script", "s");
        await host.Admin.AddAssetAsync(scope, "script", "s");
        Assert.Equal(status, (await host.Admin.PostAsync($"/v2/assets?{scope}&duplicate_action={action}", """{"metadata":{"name":"s","asset_type":"script"}}""")).Status);
    }

    [Theory]
    [InlineData("/v2/assets/{0}/promote?project_id={1}", """{"mode":0,"space_id":"{2}","metadata":{"name":"renamed"}}""")]
    [InlineData("/projects/api/rest/catalogs/assets/{0}/promote", """{"projectId":"{1}","spaceId":"{2}"}""")]
    public async Task PromotionCopiesAnAssetIntoASpace(string path, string body)
    {
        await using var host = await SandboxHost.StartAsync();
        var (project, space) = (await host.Admin.AddProjectAsync("p"), await host.Admin.AddSpaceAsync("s"));
        var (id, _) = await host.Admin.AddDataAssetAsync($"project_id={project}", "a.csv", "x");
        string Fill(string text) => text.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", project, StringComparison.Ordinal).Replace("{2}", space, StringComparison.Ordinal);
        var reply = await host.Admin.PostAsync(Fill(path), Fill(body));
        Assert.Equal(200, reply.Status);
        var copy = reply.Body.Text("metadata", "asset_id") ?? reply.Body.Text("promotedAsset", "asset_id")!;
        Assert.NotEqual(id, copy);
        var document = await host.Admin.GetAsync($"/v2/assets/{copy}?space_id={space}");
        Assert.Equal("promote", document.Body.Text("metadata", "source_asset", "action"));
        Assert.Equal("x", Encoding.UTF8.GetString(await host.Admin.DownloadAsync($"space_id={space}", copy)));
    }

    [Fact]
    public async Task AssetsOfAGitProjectAreNotPromoted()
    {
        await using var host = await SandboxHost.StartAsync();
        var created = await host.Admin.PostAsync("/transactional/v2/projects", """{"name":"git","storage":{"type":"local_git_storage"}}""");
        var (project, space) = (created.Body.Text("location")!["/v2/projects/".Length..], await host.Admin.AddSpaceAsync("s"));
        var id = await host.Admin.AddAssetAsync($"project_id={project}", "script", "s");
        var reply = await host.Admin.PostAsync($"/v2/assets/{id}/promote?project_id={project}", new JsonObject { ["mode"] = 0, ["space_id"] = space });
        Assert.Equal((400, "unable_to_perform"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task OfTwoChangesOfAnAttachmentAtOnceNoneGetsLost()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var (asset, attachment) = await host.Admin.AddDataAssetAsync(scope, "d.csv", "a");
        var path = $"/v2/assets/{asset}/attachments/{attachment}?{scope}";

        var slow = await host.Admin.SendAsync(HttpMethod.Patch, path, SlowContent.Json(
            """{"description":"mine"}""", async () => Assert.Equal(200, (await host.Admin.PatchAsync(path, """{"name":"theirs"}""")).Status)));

        Assert.Equal(200, slow.Status);
        var kept = (await host.Admin.GetAsync(path)).Body;
        Assert.Equal(("theirs", "mine"), (kept.Text("name"), kept.Text("description")));
    }

    [Fact]
    public async Task AnAttachmentThatIsRemovedWhileItChangesStaysAway()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("s");
        var (asset, attachment) = await host.Admin.AddDataAssetAsync(scope, "d.csv", "a");
        var path = $"/v2/assets/{asset}/attachments/{attachment}?{scope}";

        var slow = await host.Admin.SendAsync(HttpMethod.Patch, path, SlowContent.Json(
            """{"description":"mine"}""", async () => Assert.Equal(204, (await host.Admin.DeleteAsync(path)).Status)));

        Assert.Equal(404, slow.Status);
    }
}
