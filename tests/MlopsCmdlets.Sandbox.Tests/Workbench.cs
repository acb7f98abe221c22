using System.Text;
using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Json;

namespace MlopsCmdlets.Sandbox.Tests;

/// <summary>Steps that many tests begin with.</summary>
internal static class Workbench
{
    public static async Task<string> AddSpaceAsync(this SandboxHost.Session session, string name)
    {
        var reply = await session.PostAsync("/v2/spaces", new JsonObject { ["name"] = name });
        Assert.Equal(202, reply.Status);
        return reply.Body.Text("metadata", "id")!;
    }

    public static async Task<string> AddProjectAsync(this SandboxHost.Session session, string name)
    {
        var reply = await session.PostAsync("/transactional/v2/projects", new JsonObject { ["name"] = name, ["generator"] = "sandbox-tests", ["storage"] = new JsonObject() });
        Assert.Equal(201, reply.Status);
        return reply.Body.Text("location")!["/v2/projects/".Length..];
    }

    public static async Task<string> AddAssetAsync(this SandboxHost.Session session, string scope, string type, string name, JsonObject? entity = null, params string[] tags)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["asset_type"] = type, ["tags"] = tags.ToJsonArray() },
            ["entity"] = new JsonObject { [type] = entity ?? [] },
        };
        var reply = await session.PostAsync($"/v2/assets?{scope}", body);
        Assert.Equal(201, reply.Status);
        return reply.Body.Text("asset_id")!;
    }

    /// <summary>A data asset with bytes, made by the three steps of an upload.</summary>
    public static async Task<(string Asset, string Attachment)> AddDataAssetAsync(this SandboxHost.Session session, string scope, string name, byte[] bytes)
    {
        var asset = await session.AddAssetAsync(scope, "data_asset", name, new JsonObject { ["mime_type"] = "text/csv" });
        var attachment = await session.PostAsync($"/v2/assets/{asset}/attachments?{scope}", new JsonObject { ["asset_type"] = "data_asset", ["name"] = name, ["mime"] = "text/csv" });
        Assert.Equal(201, attachment.Status);
        var id = attachment.Body.Text("attachment_id")!;
        Assert.Equal(201, (await session.UploadAsync(attachment.Body.Text("url1")!, bytes)).Status);
        Assert.Equal(200, (await session.PostAsync($"/v2/assets/{asset}/attachments/{id}/complete?{scope}")).Status);
        return (asset, id);
    }

    public static Task<(string Asset, string Attachment)> AddDataAssetAsync(this SandboxHost.Session session, string scope, string name, string text) =>
        session.AddDataAssetAsync(scope, name, Encoding.UTF8.GetBytes(text));

    public static async Task<byte[]> DownloadAsync(this SandboxHost.Session session, string scope, string asset)
    {
        var document = await session.GetAsync($"/v2/assets/{asset}?{scope}");
        var attachment = document.Body!["attachments"]![0].Text("id");
        var link = (await session.GetAsync($"/v2/assets/{asset}/attachments/{attachment}?{scope}")).Body.Text("url")!;
        var reply = await session.GetAsync(link);
        Assert.Equal(200, reply.Status);
        return reply.Bytes;
    }

    public static async Task<JsonArray> SearchAsync(this SandboxHost.Session session, string scope, string query = "*:*", string type = "asset")
    {
        var reply = await session.PostAsync($"/v2/asset_types/{type}/search?{scope}", new JsonObject { ["query"] = query, ["include"] = "entity" });
        Assert.Equal(200, reply.Status);
        return reply.Body.Array("results")!;
    }

    public static async Task<string[]> NamesAsync(this SandboxHost.Session session, string scope, string query = "*:*", string type = "asset") =>
        [.. (await session.SearchAsync(scope, query, type)).Select(hit => hit.Text("metadata", "name")!)];

    /// <summary>The status of each path, read one after the other.</summary>
    public static async Task<int[]> StatusesAsync(this SandboxHost.Session session, params string[] paths)
    {
        List<int> statuses = [];
        foreach (var path in paths) statuses.Add((await session.GetAsync(path)).Status);
        return [.. statuses];
    }

    /// <summary>Polls until the job has ended; gives its last document.</summary>
    public static async Task<JsonNode> WaitAsync(this SandboxHost.Session session, string path)
    {
        for (var i = 0; i < 1000; i++)
        {
            var reply = await session.GetAsync(path);
            Assert.Equal(200, reply.Status);
            if (reply.Body.Text("entity", "status", "state") is not ("pending" or "running")) return reply.Body!;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException(path);
    }

    public static async Task<byte[]> ExportAsync(this SandboxHost.Session session, string scope, string assets = """{"all_assets":true}""", string? key = null)
    {
        var body = new JsonObject { ["name"] = "bundle", ["assets"] = JsonNode.Parse(assets) };
        if (key is not null) body["encryption_key"] = key;
        var start = await session.PostAsync($"/v2/asset_exports?{scope}", body);
        Assert.Equal(202, start.Status);
        var id = start.Body.Text("metadata", "id");
        var end = await session.WaitAsync($"/v2/asset_exports/{id}?{scope}");
        Assert.Equal("completed", end.Text("entity", "status", "state"));
        var content = await session.GetAsync($"/v2/asset_exports/{id}/content?{scope}");
        Assert.Equal(200, content.Status);
        return content.Bytes;
    }

    /// <summary>Imports, as the SDK does or with a form; gives the last document.</summary>
    public static async Task<JsonNode> ImportAsync(this SandboxHost.Session session, string scope, byte[] bundle, string? key = null, bool form = false)
    {
        HttpContent content;
        if (form || key is not null)
        {
            var multipart = new MultipartFormDataContent();
            if (key is not null) multipart.Add(new StringContent(key), "encryption_key");
            multipart.Add(new ByteArrayContent(bundle), "file", "filename");
            content = multipart;
        }
        else
        {
            content = new ByteArrayContent(bundle);
            content.Headers.ContentType = new("application/zip");
        }

        var start = await session.SendAsync(HttpMethod.Post, $"/v2/asset_imports?{scope}", content);
        Assert.Equal(202, start.Status);
        return await session.WaitAsync($"/v2/asset_imports/{start.Body.Text("metadata", "id")}?{scope}");
    }
}
