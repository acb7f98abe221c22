using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Hosting;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests.Transfers;

public sealed class TransferTests
{
    [Fact]
    public async Task AnExportGoesFromPendingOverRunningToCompletedWithThePolls()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        var start = await host.Admin.PostAsync($"/v2/asset_exports?{scope}", """{"name":"e","assets":{"all_assets":true}}""");
        Assert.Equal(202, start.Status);
        Assert.Equal("pending", start.Body.Text("entity", "status", "state"));
        Assert.Equal("json", start.Body.Text("entity", "format"));
        Assert.Equal("e", start.Body.Text("metadata", "name"));
        var id = start.Body.Text("metadata", "id");
        Assert.Equal($"/v2/asset_exports/{id}", start.Body.Text("metadata", "url"));
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/asset_exports/{id}/content?{scope}")).Status);
        Assert.Equal("running", (await host.Admin.GetAsync($"/v2/asset_exports/{id}?{scope}")).Body.Text("entity", "status", "state"));
        var end = await host.Admin.WaitAsync($"/v2/asset_exports/{id}?{scope}");
        Assert.Equal("completed", end.Text("entity", "status", "state"));
        Assert.NotNull(end.Text("metadata", "updated_at"));
        var content = await host.Admin.GetAsync($"/v2/asset_exports/{id}/content?{scope}");
        Assert.Equal("application/zip", content.ContentHeaders.ContentType!.MediaType);
    }

    [Fact]
    public async Task TheContentCanBeReadInRanges()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        var whole = await host.Admin.ExportAsync(scope);
        var id = (await host.Admin.GetAsync($"/v2/asset_exports?{scope}")).Body!["resources"]![0].Text("metadata", "id");
        var part = await host.Admin.SendAsync(HttpMethod.Get, $"/v2/asset_exports/{id}/content?{scope}", null, ("Range", "bytes=10-19"));
        Assert.Equal(206, part.Status);
        Assert.Equal(whole[10..20], part.Bytes);
        Assert.Equal($"bytes 10-19/{whole.Length}", part.ContentHeaders.ContentRange!.ToString());
    }

    [Theory]
    [InlineData(Release.R40, "space.json", false)]
    [InlineData(Release.R53, "space.json", true)]
    internal async Task TheArchiveHasTheLayoutOfTheProduct(Release release, string root, bool relationships)
    {
        await using var host = await SandboxHost.StartAsync(release);
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var (asset, _) = await host.Admin.AddDataAssetAsync(scope, "a.csv", "1,2");
        using var zip = Open(await host.Admin.ExportAsync(scope));
        Assert.Equal(relationships, zip.GetEntry("assetrelationships.json") is not null);
        Assert.NotNull(zip.GetEntry("assettypes/data_asset.json"));
        Assert.StartsWith("Archive created on  ", Text(zip, "deflate.log"), StringComparison.Ordinal);
        var container = JsonNode.Parse(Text(zip, root));
        Assert.Equal(("dev", "icp"), (container.Text("entity", "name"), container.Text("deployment_source")));
        var document = JsonNode.Parse(Text(zip, $"assets/.METADATA/data_asset.{asset}.json"));
        Assert.Equal("a.csv", document.Text("metadata", "name"));
        var key = document!["attachments"]![0].Text("object_key");
        Assert.Equal("1,2", Text(zip, "assets/" + key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnImportGivesNewIdsAndKeepsContent(bool form)
    {
        await using var host = await SandboxHost.StartAsync();
        var source = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var target = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var (data, _) = await host.Admin.AddDataAssetAsync(source, "a.csv", "1,2,3");
        await host.Admin.AddAssetAsync(source, "wml_model", "model", new JsonObject { ["training"] = $"/v2/assets/{data}?{source}", ["other"] = "11111111-2222-3333-4444-555555555555" }, "gold");
        var end = await host.Admin.ImportAsync(target, await host.Admin.ExportAsync(source), form: form);
        Assert.Equal("completed", end.Text("entity", "status", "state"));
        Assert.Null(end.Text("metadata", "name"));

        var hits = await host.Admin.SearchAsync(target);
        Assert.Equal(["a.csv", "model"], hits.Select(h => h.Text("metadata", "name")!).Order());
        var copy = hits.Single(h => h.Text("metadata", "name") == "a.csv").Text("metadata", "asset_id")!;
        Assert.NotEqual(data, copy);
        Assert.Equal("1,2,3", Encoding.UTF8.GetString(await host.Admin.DownloadAsync(target, copy)));
        var model = hits.Single(h => h.Text("metadata", "name") == "model");
        Assert.Equal($"/v2/assets/{copy}?{target}", model.Text("entity", "wml_model", "training"));
        Assert.Equal("11111111-2222-3333-4444-555555555555", model.Text("entity", "wml_model", "other"));
        Assert.Equal(["gold"], model.Strings("metadata", "tags"));
    }

    [Fact]
    public async Task ImportingTwiceMakesSecondAssetsAndTouchesNoBytes()
    {
        await using var host = await SandboxHost.StartAsync();
        var source = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var target = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var (asset, attachment) = await host.Admin.AddDataAssetAsync(source, "a.csv", "first");
        var first = await host.Admin.ExportAsync(source);
        Assert.Equal("completed", (await host.Admin.ImportAsync(target, first)).Text("entity", "status", "state"));
        var key = (await host.Admin.GetAsync($"/v2/assets/{asset}?{source}")).Body!["attachments"]![0].Text("object_key")!;
        Assert.Equal(201, (await host.Admin.UploadAsync($"/v2/asset_files/{Uri.EscapeDataString(key)}?{source}", "second"u8.ToArray())).Status);
        Assert.Equal(200, (await host.Admin.PostAsync($"/v2/assets/{asset}/attachments/{attachment}/complete?{source}")).Status);
        Assert.Equal("completed", (await host.Admin.ImportAsync(target, await host.Admin.ExportAsync(source))).Text("entity", "status", "state"));

        List<string> contents = [];
        foreach (var hit in await host.Admin.SearchAsync(target)) contents.Add(Encoding.UTF8.GetString(await host.Admin.DownloadAsync(target, hit.Text("metadata", "asset_id")!)));
        Assert.Equal(["first", "second"], contents.Order());
    }

    [Fact]
    public async Task AnEmptySelectionIsRefused()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var reply = await host.Admin.PostAsync($"/v2/asset_exports?{scope}", """{"name":"e","assets":{"all_assets":true}}""");
        Assert.Equal((400, "SPACES0046E"), (reply.Status, reply.ErrorCode));
        await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        Assert.Equal("SPACES0046E", (await host.Admin.PostAsync($"/v2/asset_exports?{scope}", """{"name":"e","assets":{"asset_types":["script"]}}""")).ErrorCode);
    }

    [Theory]
    [InlineData("""{"assets":{"all_assets":true}}""")]
    [InlineData("""{"name":"e"}""")]
    [InlineData("""{"name":"e","assets":{}}""")]
    [InlineData("""{"name":"e","assets":{"all_assets":true,"asset_types":["script"]}}""")]
    public async Task AnExportNeedsANameAndOneSelection(string body)
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        Assert.Equal(400, (await host.Admin.PostAsync($"/v2/asset_exports?{scope}", body)).Status);
    }

    [Fact]
    public async Task SelectionByIdTakesOnlyThose()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var (asset, _) = await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        await host.Admin.AddDataAssetAsync(scope, "b.csv", "y");
        using var zip = Open(await host.Admin.ExportAsync(scope, new JsonObject { ["all_assets"] = false, ["asset_ids"] = new JsonArray(asset) }.ToJsonString()));
        Assert.Equal([$"assets/.METADATA/data_asset.{asset}.json"], zip.Entries.Select(e => e.FullName).Where(n => n.Contains(".METADATA", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AViewerMayNotExport()
    {
        await using var host = await SandboxHost.StartAsync();
        var space = await host.Admin.AddSpaceAsync("dev");
        await host.Admin.AddDataAssetAsync($"space_id={space}", "a.csv", "x");
        var viewer = await host.AddUserAsync("viewer");
        Assert.Equal(403, (await viewer.PostAsync($"/v2/asset_exports?space_id={space}", """{"name":"e","assets":{"all_assets":true}}""")).Status);
        await host.Admin.PostAsync($"/v2/spaces/{space}/members", new JsonObject { ["members"] = new JsonArray(new JsonObject { ["id"] = host.World.Users.Users.Single(u => u.UserName == "viewer").Uid, ["role"] = "viewer" }) });
        var reply = await viewer.PostAsync($"/v2/asset_exports?space_id={space}", """{"name":"e","assets":{"all_assets":true}}""");
        Assert.Equal((403, "SPACES0045E"), (reply.Status, reply.ErrorCode));
        Assert.Contains("missing required editor member role", reply.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretsTravelInClearTextOrEncryptedOneByOne()
    {
        await using var host = await SandboxHost.StartAsync();
        var source = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        await host.Admin.PostAsync($"/v2/connections?{source}", """{"name":"c","datasource_type":"db2","origin_country":"us","properties":{"host":"db","username":"u","password":"hunter2"}}""");

        using (var clear = Open(await host.Admin.ExportAsync(source))) Assert.Contains("hunter2", Documents(clear), StringComparison.Ordinal);

        var bundle = await host.Admin.ExportAsync(source, key: "passphrase");
        using (var zip = Open(bundle))
        {
            var text = Documents(zip);
            Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
            Assert.Contains("\"username\":\"u\"", text, StringComparison.Ordinal);
            Assert.Matches("\"password\":\"[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+\"", text);
        }

        var target = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        foreach (var (key, message) in new[] { ("wrong", "encryption key is wrong"), (null, "give the encryption key") })
        {
            var failed = await host.Admin.ImportAsync(target, bundle, key);
            Assert.Equal("failed", failed.Text("entity", "status", "state"));
            Assert.Contains(message, failed["entity"]!["status"]!["failure"]!["errors"]![0].Text("message"), StringComparison.Ordinal);
        }

        Assert.Empty(await host.Admin.SearchAsync(target));
        Assert.Equal("completed", (await host.Admin.ImportAsync(target, bundle, "passphrase")).Text("entity", "status", "state"));
        Assert.Equal("hunter2", (await host.Admin.SearchAsync(target))[0].Text("entity", "connection", "properties", "password"));
    }

    [Fact]
    public async Task OldReleasesLoseTagsOfScripts()
    {
        await using var host = await SandboxHost.StartAsync(Release.R40);
        var source = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var target = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        await host.Admin.AddAssetAsync(source, "script", "s.py", null, "keep");
        await host.Admin.AddAssetAsync(source, "data_asset", "d", null, "keep");
        await host.Admin.ImportAsync(target, await host.Admin.ExportAsync(source));
        Assert.Empty((await host.Admin.SearchAsync(target, type: "script"))[0].Strings("metadata", "tags"));
        Assert.Equal(["keep"], (await host.Admin.SearchAsync(target, type: "data_asset"))[0].Strings("metadata", "tags"));
    }

    [Fact]
    public async Task JobsTravelFromProjectsWithTheirReferences()
    {
        await using var host = await SandboxHost.StartAsync(Release.R53);
        var (a, b) = (await host.Admin.AddProjectAsync("a"), await host.Admin.AddProjectAsync("b"));
        var notebook = await host.Admin.AddAssetAsync($"project_id={a}", "notebook", "n", new JsonObject { ["runtime"] = new JsonObject { ["environment"] = "rt231py-" + a } });
        await host.Admin.AddAssetAsync($"project_id={a}", "job", "j", new JsonObject { ["asset_ref"] = notebook, ["configuration"] = new JsonObject { ["env_id"] = "rt231py-" + a } });
        await host.Admin.AddAssetAsync($"project_id={a}", "job_run", "r");
        await host.Admin.ImportAsync($"project_id={b}", await host.Admin.ExportAsync($"project_id={a}"));
        var hits = await host.Admin.SearchAsync($"project_id={b}");
        Assert.Equal(["job", "notebook"], hits.Select(h => h.Text("metadata", "asset_type")!).Order());
        var job = hits.Single(h => h.Text("metadata", "asset_type") == "job");
        var copied = hits.Single(h => h.Text("metadata", "asset_type") == "notebook");
        Assert.Equal(copied.Text("metadata", "asset_id"), job.Text("entity", "job", "asset_ref"));
        Assert.Equal("rt231py-" + b, job.Text("entity", "job", "configuration", "env_id"));
        Assert.Null(copied.Text("entity", "notebook", "runtime", "environment"));
    }

    [Fact]
    public async Task DeleteCancelsAndHardDeleteRemoves()
    {
        await using var host = await SandboxHost.StartAsync();
        var scope = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        await host.Admin.AddDataAssetAsync(scope, "a.csv", "x");
        var id = (await host.Admin.PostAsync($"/v2/asset_exports?{scope}", """{"name":"e","assets":{"all_assets":true}}""")).Body.Text("metadata", "id");
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/asset_exports/{id}?{scope}")).Status);
        Assert.Equal("canceled", (await host.Admin.GetAsync($"/v2/asset_exports/{id}?{scope}")).Body.Text("entity", "status", "state"));
        Assert.Equal(204, (await host.Admin.DeleteAsync($"/v2/asset_exports/{id}?{scope}&hard_delete=true")).Status);
        Assert.Equal(404, (await host.Admin.GetAsync($"/v2/asset_exports/{id}?{scope}")).Status);
    }

    [Fact]
    public async Task ALinkedImportLeavesReferencesWhenARuleSaysSo()
    {
        await using var host = await SandboxHost.StartAsync();
        var source = "space_id=" + await host.Admin.AddSpaceAsync("dev");
        var target = "space_id=" + await host.Admin.AddSpaceAsync("prd");
        var data = await host.Admin.AddAssetAsync(source, "data_asset", "d");
        await host.Admin.AddAssetAsync(source, "wml_model", "m", new JsonObject { ["ref"] = data });
        await host.AddFaultAsync("""{"fault":"dangling-references","method":"POST","path":"/v2/asset_imports"}""");
        await host.Admin.ImportAsync(target, await host.Admin.ExportAsync(source));
        Assert.Equal(data, (await host.Admin.SearchAsync(target, type: "wml_model"))[0].Text("entity", "wml_model", "ref"));
    }

    private static ZipArchive Open(byte[] bytes) => new(new MemoryStream(bytes), ZipArchiveMode.Read);

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static string Documents(ZipArchive zip) => string.Concat(zip.Entries.Where(e => e.FullName.Contains(".METADATA", StringComparison.Ordinal)).Select(e => Text(zip, e.FullName)));
}
