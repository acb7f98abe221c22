using System.Text.Json;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class AssetTests
{
    private const string Attached = """{"attachment_id":"att-1","attachment_type":"local","url1":"/v2/asset_files/cat/a-1/att-1?space_id=s-1&signature=ab%2Bc%3D","name":"train.csv"}""";
    private const string Asset = """{"metadata":{"asset_id":"a-1","name":"train.csv","asset_type":"data_asset"},"attachments":[{"id":"att-1","name":"train.csv","mime":"text/csv","size":3}]}""";
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");
    private static readonly CpdContent Content = CpdContent.FromBytes([65, 44, 66], "train.csv", "text/csv");

    private static FakeCluster Uploading(string attached) => new FakeCluster()
        .On("POST /v2/data_assets", FakeReply.Json(201, """{"metadata":{"asset_id":"a-1","name":"train.csv","asset_type":"data_asset"},"asset_id":"a-1"}"""))
        .On("POST /v2/assets/a-1/attachments", FakeReply.Json(201, attached))
        .On("PUT /v2/asset_files/cat/a-1/att-1", FakeReply.Json(201, """{"status":"Asset created"}"""))
        .On("POST /v2/assets/a-1/attachments/att-1/complete", FakeReply.Empty(200))
        .On("DELETE /v2/assets/a-1", FakeReply.Empty(204))
        .On("GET /v2/assets/a-1", Asset);

    [Theory]
    [InlineData("/v2/asset_files/cat/a-1/att-1?space_id=s-1&signature=ab%2Bc%3D")]
    [InlineData("https://internal-nginx-svc:12443/v2/asset_files/cat/a-1/att-1?space_id=s-1&signature=ab%2Bc%3D")]
    public async Task A_file_goes_up_as_a_form_to_the_signed_path_without_the_token(string url)
    {
        var cluster = Uploading(Attached.Replace("/v2/asset_files/cat/a-1/att-1?space_id=s-1&signature=ab%2Bc%3D", url));
        var asset = await cluster.Client().Assets.CreateDataAssetAsync(Space, new CpdAssetDefinition { Name = "train.csv", Type = "data_asset" }, Content);
        Assert.Equal("att-1", Assert.Single(asset.Attachments).Id);
        var put = Assert.Single(cluster.Sent("PUT /v2/asset_files/cat/a-1/att-1"));
        Assert.True(put.Anonymous);
        Assert.Equal("ab+c=", put.Parameter("signature"));
        var form = Assert.IsType<ApiBody.Multipart>(put.Body);
        Assert.Equal("file", form.PartName);
        Assert.Equal("A,B", Support.Requests.Content(form.Open));
        Assert.Equal("s-1", Assert.Single(cluster.Sent("POST /v2/assets/a-1/attachments/att-1/complete")).Parameter("space_id"));
    }

    [Fact]
    public async Task An_object_store_gets_the_raw_bytes_and_no_token()
    {
        var store = new FakeCluster().On("PUT /bucket/key", FakeReply.Empty(200));
        Uri? origin = null;
        var cluster = Uploading("""{"attachment_id":"att-1","url1":"https://store.example.com/bucket/key?sig=x"}""");
        var client = cluster.Client(foreign: uri =>
        {
            origin = uri;
            return store;
        });
        await client.Assets.CreateDataAssetAsync(Space, new CpdAssetDefinition { Name = "train.csv", Type = "data_asset" }, Content);
        Assert.Equal(new Uri("https://store.example.com/"), origin);
        var put = Assert.Single(store.Requests);
        Assert.True(put.Anonymous);
        Assert.Equal("x", put.Parameter("sig"));
        Assert.Equal("A,B", Support.Requests.Content(Assert.IsType<ApiBody.Raw>(put.Body).Open));
    }

    [Theory]
    [InlineData("http://store.example.com/bucket/key")]
    [InlineData("https://127.0.0.1/bucket/key")]
    [InlineData("https://localhost/bucket/key")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://x/")]
    public async Task Other_addresses_are_refused_and_the_empty_asset_is_removed(string url)
    {
        var cluster = Uploading($$"""{"attachment_id":"att-1","url1":"{{url}}"}""");
        var client = cluster.Client(foreign: _ => throw new InvalidOperationException("must not be asked"));
        await Assert.ThrowsAsync<CpdUnsupportedException>(() => client.Assets.CreateDataAssetAsync(Space, new CpdAssetDefinition { Name = "n", Type = "data_asset" }, Content));
        Assert.Single(cluster.Sent("DELETE /v2/assets/a-1"));
    }

    [Fact]
    public async Task A_failed_upload_reports_its_own_failure_even_if_the_clean_up_fails_too()
    {
        var cluster = Uploading(Attached)
            .On("PUT /v2/asset_files/cat/a-1/att-1", FakeReply.Json(413, """{"code":413,"message":"too large"}"""))
            .On("DELETE /v2/assets/a-1", FakeReply.Json(500, "{}"));
        var e = await Assert.ThrowsAsync<CpdInvalidRequestException>(() => cluster.Client().Assets.CreateDataAssetAsync(Space, new CpdAssetDefinition { Name = "n", Type = "data_asset" }, Content));
        Assert.Contains("too large", e.Message);
    }

    [Fact]
    public async Task A_download_fetches_the_signed_path_from_an_offset()
    {
        var cluster = new FakeCluster()
            .On("GET /v2/assets/a-1/attachments/att-1", """{"attachment_id":"att-1","url":"/v2/asset_files/x?signature=s"}""")
            .On("GET /v2/asset_files/x", FakeReply.Text(206, ",B", "text/csv"));
        using var download = await cluster.Client().Assets.OpenAttachmentAsync(Space, "a-1", "att-1", 1);
        Assert.True(download.IsPartial);
        Assert.Equal(2, download.Length);
        var get = cluster.Requests[1];
        Assert.True(get.Anonymous);
        Assert.Contains(new KeyValuePair<string, string>("Range", "bytes=1-"), get.Headers);
        using var reader = new StreamReader(download.Content);
        Assert.Equal(",B", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_connected_data_asset_refers_to_its_connection_and_is_not_marked_complete()
    {
        var cluster = Uploading("""{"attachment_id":"att-1","attachment_type":"remote","connection_id":"c-1","connection_path":"/public/customers","name":"customers"}""");
        var asset = await cluster.Client().Assets.CreateConnectedDataAssetAsync(Space, new CpdAssetDefinition { Name = "customers", Type = "data_asset" }, "c-1", "/public/customers", mediaType: null);

        var attachment = Assert.Single(asset.Attachments);
        Assert.True(attachment.IsRemote);
        Assert.Equal(("att-1", "c-1", "/public/customers"), (attachment.Id, attachment.ConnectionId, attachment.ConnectionPath));
        var body = Support.Requests.Json(Assert.Single(cluster.Sent("POST /v2/assets/a-1/attachments")));
        Assert.Equal("c-1", body.GetProperty("connection_id").GetString());
        Assert.Equal("/public/customers", body.GetProperty("connection_path").GetString());
        Assert.False(body.TryGetProperty("mime", out _));
        Assert.Empty(cluster.Sent("POST /v2/assets/a-1/attachments/att-1/complete"));
    }

    [Fact]
    public async Task A_reference_that_is_refused_leaves_no_empty_asset()
    {
        var cluster = Uploading(Attached).On("POST /v2/assets/a-1/attachments", FakeReply.Json(400, """{"errors":[{"code":"missing_field","message":"no such connection"}]}"""));
        await Assert.ThrowsAsync<CpdInvalidRequestException>(() =>
            cluster.Client().Assets.CreateConnectedDataAssetAsync(Space, new CpdAssetDefinition { Name = "customers", Type = "data_asset" }, "c-1", "/x", mediaType: null));
        Assert.Single(cluster.Sent("DELETE /v2/assets/a-1"));
    }

    [Fact]
    public async Task A_remote_attachment_has_no_bytes_here()
    {
        var cluster = new FakeCluster().On("GET /v2/assets/a-1/attachments/att-1", """{"attachment_id":"att-1","attachment_type":"remote","connection_id":"c"}""");
        await Assert.ThrowsAsync<CpdUnsupportedException>(() => cluster.Client().Assets.OpenAttachmentAsync(Space, "a-1", "att-1"));
    }

    [Fact]
    public async Task Promotion_names_both_sides_and_gives_the_new_asset()
    {
        var cluster = new FakeCluster().On("POST /v2/assets/a-1/promote", """{"metadata":{"asset_id":"new","name":"m","asset_type":"wml_model","space_id":"s-9","source_asset":{"action":"promote","asset_id":"a-1"}}}""");
        var asset = await cluster.Client().Assets.PromoteAsync(CpdContainer.Project("p-1"), "a-1", "s-9", new CpdPromoteOptions { Tags = ["t"] });
        Assert.Equal(("new", "s-9", "a-1"), (asset.Id, asset.SpaceId, asset.SourceAssetId));
        Assert.Null(asset.ProjectId);
        Assert.Equal("p-1", cluster.Requests[0].Parameter("project_id"));
        Assert.Equal("""{"mode":0,"space_id":"s-9","metadata":{"tags":["t"]}}""", cluster.Requests[0].Text());
        Assert.Equal(RetrySafety.ByMethod, cluster.Requests[0].Retry);
    }

    [Fact]
    public async Task Changes_are_a_patch_below_metadata()
    {
        var cluster = new FakeCluster().On("PATCH /v2/assets/a-1", Asset);
        await cluster.Client().Assets.UpdateAsync(Space, "a-1", new CpdChange { Name = "n", Tags = ["a", "b"] });
        Assert.Equal("""[{"op":"replace","path":"/metadata/name","value":"n"},{"op":"add","path":"/metadata/tags","value":["a","b"]}]""", cluster.Requests[0].Text());
    }

    [Fact]
    public async Task Files_are_written_below_one_escaped_segment()
    {
        var cluster = new FakeCluster().On("PUT /v2/asset_files/mlops%2Frecord%2F1.json", FakeReply.Json(201, "{}"));
        var files = cluster.Client().Files;
        await files.PutAsync(Space, "mlops/record/1.json", Content, overwrite: false);
        Assert.Equal("false", cluster.Requests[0].Parameter("override"));
        Assert.Equal(RetrySafety.Never, cluster.Requests[0].Retry);
        await files.PutAsync(Space, "mlops/record/1.json", Content);
        Assert.Equal(RetrySafety.ByMethod, cluster.Requests[1].Retry);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/abs")]
    [InlineData("a\\..\\b")]
    [InlineData("")]
    public async Task File_paths_stay_inside_the_container(string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new FakeCluster().Client().Files.PutAsync(Space, path, Content));

    [Fact]
    public async Task Files_are_listed_with_the_servers_misspelled_date()
    {
        var cluster = new FakeCluster().On("GET /v2/asset_files", """{"resources":[{"path":"a.csv","etag":"W/\"5d\"","size":93,"last_modifed":"Thu, 30 Jul 2020 08:40:15 GMT","type":"file","mime_type":"text/csv"}],"total_count":1}""");
        var file = Assert.Single(await cluster.Client().Files.ListAsync(Space).CollectAsync());
        Assert.Equal(new DateTimeOffset(2020, 7, 30, 8, 40, 15, TimeSpan.Zero), file.UpdatedAt);
        Assert.Equal("W/\"5d\"", file.ETag);
    }

    [Fact]
    public async Task A_missing_file_is_no_error_when_one_looks_for_it()
    {
        var cluster = new FakeCluster().On("HEAD /v2/asset_files/x", FakeReply.Empty(404)).On("HEAD /v2/asset_files/y", FakeReply.Empty(200));
        Assert.False(await cluster.Client().Files.ExistsAsync(Space, "x"));
        Assert.True(await cluster.Client().Files.ExistsAsync(Space, "y"));
    }

    [Fact]
    public async Task Connections_never_show_secrets()
    {
        const string json = """
            {"metadata":{"asset_id":"c-1","name":"db"},"entity":{"datasource_type":"db2","flags":["personal_credentials"],"properties":{
             "host":"h","port":50000,"username":"u","password":"CANARY1","api_key":"CANARY2","unknown_thing":"CANARY3","ssl_certificate":"CANARY4",
             "url":"jdbc:db2://joe:CANARY5@host:1/db?password=CANARY6","sas_token":"CANARY7","credentials":{"private_key":"CANARY8"}}}}
            """;
        var cluster = new FakeCluster().On("GET /v2/connections/c-1", json).On("GET /v2/assets/c-1", json);
        var connection = await cluster.Client().Connections.GetAsync(Space, "c-1");
        Assert.Equal("h", connection.Properties["host"]);
        Assert.Equal("50000", connection.Properties["port"]);
        Assert.Contains("host:1/db", connection.Properties["url"]);
        Assert.Equal("********", connection.Properties["password"]);
        var shown = JsonSerializer.Serialize(connection) + connection + JsonSerializer.Serialize(await cluster.Client().Assets.GetAsync(Space, "c-1"));
        Assert.DoesNotContain("CANARY", shown);
    }

    [Fact]
    public async Task A_connection_is_created_with_documented_fields_and_can_skip_the_test()
    {
        var cluster = new FakeCluster().On("POST /v2/connections", FakeReply.Json(201, """{"metadata":{"asset_id":"c-1"},"entity":{"name":"db"}}"""));
        var definition = new CpdConnectionDefinition
        {
            Name = "db",
            DatasourceType = "db2",
            Properties = new Dictionary<string, JsonElement> { ["password"] = JsonDocument.Parse("\"CANARY\"").RootElement },
            Test = false,
        };
        Assert.Equal("db", (await cluster.Client().Connections.CreateAsync(Space, definition)).Name);
        Assert.Equal("false", cluster.Requests[0].Parameter("test"));
        Assert.Equal("CANARY", cluster.Requests[0].Json().GetProperty("properties").GetProperty("password").GetString());
        Assert.DoesNotContain("CANARY", definition.ToString());
    }
}
