using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class TransferTests
{
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");

    private static string State(string state, string more = "") =>
        $$$"""{"entity":{"format":"json","status":{"state":"{{{state}}}"{{{more}}} } },"metadata":{"id":"e-1","name":"x","space_id":"s-1","created_at":"2024-05-08T09:30:00.123Z"} }""";

    [Fact]
    public async Task An_export_is_started_waited_for_and_read()
    {
        var cluster = new FakeCluster()
            .On("POST /v2/asset_exports", FakeReply.Json(202, State("pending")))
            .On("GET /v2/asset_exports/e-1", State("pending"), State("running", ""","progress":40"""), State("completed", ""","progress":100"""))
            .On("GET /v2/asset_exports/e-1/content", FakeReply.Text(200, "PK", "application/zip"))
            .On("DELETE /v2/asset_exports/e-1", FakeReply.Empty(204));
        var exports = cluster.Client().Exports;
        using var key = new CpdSecret("s3cret-key".AsSpan());
        var started = await exports.StartAsync(Space, new CpdExportRequest { Name = "x", AssetIds = ["A1", "A2"], EncryptionKey = key });
        var seen = new List<CpdProgress>();
        Assert.Equal("completed", (await exports.WaitAsync(Space, started.Id, new CpdWaitOptions { Progress = seen.Add })).State);
        using var content = await exports.OpenContentAsync(Space, started.Id);
        Assert.False(content.IsPartial);
        await exports.DeleteAsync(Space, started.Id);
        Assert.Equal("""{"name":"x","assets":{"asset_ids":["A1","A2"]},"encryption_key":"s3cret-key"}""", cluster.Requests[0].Text());
        Assert.Equal([null, 40, 100], seen.Select(p => p.Percent));
        Assert.All(cluster.Requests, r => Assert.Equal("s-1", r.Parameter("space_id")));
        Assert.Equal("application/zip", Assert.Single(cluster.Sent("GET /v2/asset_exports/e-1/content")).Accept);
        Assert.Equal("true", cluster.Requests.Last().Parameter("hard_delete"));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    [InlineData("error")]
    [InlineData("deleting")]
    public async Task Every_end_but_completed_is_a_failure_with_the_servers_reason(string state)
    {
        var cluster = new FakeCluster()
            .On("GET /v2/asset_exports/e-1", State(state, ""","failure":{"trace":"t","errors":[{"code":"SPACES0046E","message":"No assets found for export"}]}"""))
            .On("GET /v2/asset_imports/e-1", State(state));
        var export = await Assert.ThrowsAsync<CpdExportFailedException>(() => cluster.Client().Exports.WaitAsync(Space, "e-1"));
        Assert.Equal(state, export.State);
        Assert.Equal("SPACES0046E", Assert.Single(export.Details).Code);
        var import = await Assert.ThrowsAsync<CpdImportFailedException>(() => cluster.Client().Imports.WaitAsync(Space, "e-1"));
        Assert.Empty(import.Details);
        Assert.Equal("space 'prod'", import.Target);
    }

    [Fact]
    public async Task A_selection_is_exactly_one_of_three()
    {
        var exports = new FakeCluster().Client().Exports;
        await Assert.ThrowsAsync<ArgumentException>(() => exports.StartAsync(Space, new CpdExportRequest { Name = "x" }));
        await Assert.ThrowsAsync<ArgumentException>(() => exports.StartAsync(Space, new CpdExportRequest { Name = "x", AssetIds = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => exports.StartAsync(Space, new CpdExportRequest { Name = "x", AllAssets = true, AssetTypes = ["script"] }));
    }

    [Fact]
    public async Task A_download_goes_on_at_an_offset_and_says_whether_the_server_took_it()
    {
        var cluster = new FakeCluster().On("GET /v2/asset_exports/e-1/content", FakeReply.Text(206, "K", "application/zip"), FakeReply.Text(200, "PK", "application/zip"));
        using var partial = await cluster.Client().Exports.OpenContentAsync(Space, "e-1", 1);
        using var whole = await cluster.Client().Exports.OpenContentAsync(Space, "e-1", 1);
        Assert.True(partial.IsPartial);
        Assert.False(whole.IsPartial);
        Assert.Contains(new KeyValuePair<string, string>("Range", "bytes=1-"), cluster.Requests[0].Headers);
    }

    [Fact]
    public async Task An_import_is_a_form_with_the_key_and_is_repeated_only_when_nothing_was_done()
    {
        var cluster = new FakeCluster().On("POST /v2/asset_imports", FakeReply.Json(202, """{"entity":{"status":{"state":"pending"}},"metadata":{"id":"i-1","space_id":"s-1"}}"""));
        using var key = new CpdSecret("k".AsSpan());
        var import = await cluster.Client().Imports.StartAsync(Space, CpdContent.FromBytes([80, 75], "b.zip"), key);
        Assert.Equal("i-1", import.Id);
        var request = Assert.Single(cluster.Requests);
        Assert.Equal((HttpVerb.Post, RetrySafety.ByMethod), (request.Method, request.Retry));
        var form = Assert.IsType<ApiBody.Multipart>(request.Body);
        Assert.Equal(("file", "application/zip"), (form.PartName, form.ContentType));
        Assert.Equal(new KeyValuePair<string, string>("encryption_key", "k"), Assert.Single(form.Fields));
    }

    [Fact]
    public async Task A_reply_without_an_id_is_not_taken_for_a_started_import()
    {
        var cluster = new FakeCluster().On("POST /v2/asset_imports", FakeReply.Json(202, """{"entity":{}}"""));
        await Assert.ThrowsAsync<CpdInvalidReplyException>(() => cluster.Client().Imports.StartAsync(Space, CpdContent.FromBytes([], "b.zip")));
    }
}
