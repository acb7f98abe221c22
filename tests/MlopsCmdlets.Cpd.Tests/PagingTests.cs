using System.Globalization;
using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;
using MlopsCmdlets.Http.Requests;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class PagingTests
{
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");

    private static string SpaceItem(string id) => $$$"""{"metadata":{"id":"{{{id}}}"},"entity":{"name":"n-{{{id}}}","status":{"state":"active"} } }""";

    [Theory]
    [InlineData("/v2/spaces?limit=100&start=g2wAAAAB%3D%3D")]
    [InlineData("https://cpd.example.com/v2/spaces?start=g2wAAAAB%3D%3D&limit=100")]
    [InlineData("https://internal-nginx-svc:443/v2/spaces?limit=100&start=g2wAAAAB%3D%3D#x")]
    public async Task Only_the_token_of_a_link_is_used(string href)
    {
        var cluster = new FakeCluster().On(
            "GET /v2/spaces",
            $$"""{"first":{"href":"/v2/spaces"},"limit":100,"next":{"href":"{{href}}"},"resources":[{{SpaceItem("a")}}]}""",
            $$"""{"resources":[{{SpaceItem("b")}}]}""");
        var spaces = await cluster.Client().Spaces.ListAsync().CollectAsync();
        Assert.Equal(["a", "b"], spaces.Select(s => s.Id));
        Assert.Equal("g2wAAAAB==", cluster.Requests[1].Parameter("start"));
        Assert.Equal("100", cluster.Requests[1].Parameter("limit"));
        Assert.Equal("/v2/spaces", cluster.Requests[1].Path);
    }

    [Theory]
    [InlineData("/v2/spaces?start=invalid")]
    [InlineData("/v2/spaces?limit=100")]
    [InlineData("")]
    public async Task Links_without_a_usable_token_end_the_list(string href)
    {
        var cluster = new FakeCluster().On("GET /v2/spaces", $$"""{"next":{"href":"{{href}}"},"resources":[{{SpaceItem("a")}}]}""");
        Assert.Single(await cluster.Client().Spaces.ListAsync().CollectAsync());
        Assert.Single(cluster.Requests);
    }

    [Fact]
    public async Task A_token_that_comes_again_is_an_error_and_not_a_loop()
    {
        var cluster = new FakeCluster().On("GET /v2/spaces", $$"""{"next":{"href":"/v2/spaces?start=same"},"resources":[{{SpaceItem("a")}}]}""");
        var e = await Assert.ThrowsAsync<CpdInvalidReplyException>(() => cluster.Client().Spaces.ListAsync().CollectAsync());
        Assert.Contains("read already", e.Message);
        Assert.Equal(2, cluster.Requests.Count);
    }

    [Fact]
    public async Task Empty_pages_without_end_are_an_error()
    {
        var n = 0;
        var cluster = new FakeCluster().On("GET /v2/spaces", _ => $$"""{"next":{"href":"/v2/spaces?start={{(n++).ToString(CultureInfo.InvariantCulture)}}"},"resources":[] }""");
        await Assert.ThrowsAsync<CpdInvalidReplyException>(() => cluster.Client().Spaces.ListAsync().CollectAsync());
        Assert.InRange(cluster.Requests.Count, 2, 50);
    }

    [Fact]
    public async Task A_few_empty_pages_in_between_are_fine()
    {
        var cluster = new FakeCluster().On(
            "GET /v2/spaces", """{"next":{"href":"/v2/spaces?start=1"},"resources":[]}""", """{"next":{"href":"/v2/spaces?start=2"},"resources":[]}""", $$"""{"resources":[{{SpaceItem("z")}}]}""");
        Assert.Equal("z", Assert.Single(await cluster.Client().Spaces.ListAsync().CollectAsync()).Id);
    }

    [Fact]
    public async Task Pages_are_read_only_as_far_as_they_are_wanted()
    {
        var cluster = new FakeCluster().On("GET /v2/spaces", $$"""{"next":{"href":"/v2/spaces?start=1"},"resources":[{{SpaceItem("a")}}]}""");
        await foreach (var space in cluster.Client().Spaces.ListAsync())
        {
            Assert.Equal("a", space.Id);
            break;
        }

        Assert.Single(cluster.Requests);
    }

    [Fact]
    public async Task A_search_sends_the_next_object_back_as_it_came()
    {
        var cluster = new FakeCluster().On(
            "POST /v2/asset_types/asset/search",
            """{"total_rows":2,"results":[{"metadata":{"name":"a","asset_id":"1","asset_type":"script"}}],"next":{"query":"*:*","limit":1,"bookmark":"g1AAAA","extra":{"x":[1]}}}""",
            """{"total_rows":2,"results":[{"metadata":{"name":"b","asset_id":"2","asset_type":"job"}}]}""");
        var assets = await cluster.Client().Assets.SearchAsync(Space).CollectAsync();
        Assert.Equal(["1", "2"], assets.Select(a => a.Id));
        Assert.Equal("""{"query":"*:*","limit":1,"bookmark":"g1AAAA","extra":{"x":[1]}}""", cluster.Requests[1].Text());
        Assert.All(cluster.Requests, r => Assert.Equal("s-1", r.Parameter("space_id")));
        Assert.All(cluster.Requests, r => Assert.Equal(RetrySafety.Safe, r.Retry));
    }

    [Fact]
    public async Task Projects_follow_the_bookmark()
    {
        var cluster = new FakeCluster().On(
            "GET /v2/projects",
            """{"total_results":3,"bookmark":"b1","resources":[{"metadata":{"guid":"p1"},"entity":{"name":"x"}},{"metadata":{"guid":"p2"},"entity":{"name":"y"}}]}""",
            """{"total_results":3,"bookmark":"b2","resources":[{"metadata":{"guid":"p3"},"entity":{"name":"z"}}]}""");
        Assert.Equal(["p1", "p2", "p3"], (await cluster.Client().Projects.ListAsync().CollectAsync()).Select(p => p.Id));
        Assert.Equal("b1", cluster.Requests[1].Parameter("bookmark"));
        Assert.Equal(2, cluster.Requests.Count);
    }

    [Fact]
    public async Task Projects_of_releases_without_bookmarks_are_skipped_through()
    {
        var cluster = new FakeCluster().On(
            "GET /v2/projects",
            """{"total_results":2,"resources":[{"metadata":{"guid":"p1"},"entity":{"name":"x"}}]}""",
            """{"total_results":2,"resources":[{"metadata":{"guid":"p2"},"entity":{"name":"y"}}]}""");
        Assert.Equal(2, (await cluster.Client().Projects.ListAsync().CollectAsync()).Count);
        Assert.Equal("1", cluster.Requests[1].Parameter("skip"));
    }

    [Fact]
    public async Task Data_source_types_go_by_offset_and_never_ask_for_more_than_100()
    {
        var cluster = new FakeCluster().On(
            "GET /v2/datasource_types",
            """{"total_count":2,"resources":[{"metadata":{"asset_id":"d1"},"entity":{"name":"db2","label":"Db2"}}]}""",
            """{"total_count":2,"resources":[{"metadata":{"asset_id":"d2"},"entity":{"name":"s3"}}]}""");
        var types = await cluster.Client().Connections.ListDatasourceTypesAsync().CollectAsync();
        Assert.Equal(["db2", "s3"], types.Select(t => t.Name));
        Assert.Equal("1", cluster.Requests[1].Parameter("offset"));
        Assert.All(cluster.Requests, r => Assert.Equal("100", r.Parameter("limit")));
    }

    [Theory]
    [InlineData("""{"results":[{"a":1}],"next":"opaque token","total_rows":2}""", "next", "opaque token")]
    [InlineData("""{"resources":[{"a":1}],"next":{"href":"/x?start=s1"}}""", "start", "s1")]
    [InlineData("""{"pipelines":[{"a":1}],"next_page_token":"pt"}""", "page_token", "pt")]
    [InlineData("""{"pipelines":[{"a":1}],"nextPageToken":"pt"}""", "page_token", "pt")]
    [InlineData("""{"resources":[{"a":1}],"total_results":2,"bookmark":"bm"}""", "bookmark", "bm")]
    [InlineData("""{"catalogs":[{"a":1}],"bookmark":"bm"}""", "bookmark", "bm")]
    public async Task A_raw_call_sees_from_the_first_page_how_the_list_goes_on(string first, string parameter, string value)
    {
        var cluster = new FakeCluster().On("GET /any", first, """{"resources":[{"a":2}],"total_results":2,"bookmark":"nil"}""");
        var items = await cluster.Client().Raw.SendPagesAsync(new CpdRawRequest { Path = "/any?limit=1" }).CollectAsync();
        Assert.Equal(2, items.Count);
        Assert.Equal(value, cluster.Requests[1].Parameter(parameter));
        Assert.Equal("1", cluster.Requests[1].Parameter("limit"));
    }

    [Fact]
    public async Task A_raw_call_by_offset_and_a_bare_list()
    {
        var cluster = new FakeCluster()
            .On("GET /offset", """{"resources":[1],"total_count":2,"offset":0}""", """{"resources":[2],"total_count":2,"offset":1}""")
            .On("GET /list", "[1,2,3]");
        Assert.Equal(2, (await cluster.Client().Raw.SendPagesAsync(new CpdRawRequest { Path = "/offset" }).CollectAsync()).Count);
        Assert.Equal(3, (await cluster.Client().Raw.SendPagesAsync(new CpdRawRequest { Path = "/list" }).CollectAsync()).Count);
    }

    [Fact]
    public async Task Items_of_odd_form_do_no_harm()
    {
        var cluster = new FakeCluster().On("GET /v2/spaces", """{"resources":[{"metadata":{"id":17,"created_at":"yesterday","tags":null},"entity":null},{"metadata":{"id":"b"},"entity":{"name":7,"stage":"x","new":{}}}]}""");
        var spaces = await cluster.Client().Spaces.ListAsync().CollectAsync();
        Assert.Equal(["17", "b"], spaces.Select(s => s.Id));
        Assert.Null(spaces[0].CreatedAt);
        Assert.Equal("7", spaces[1].Name);
    }
}
