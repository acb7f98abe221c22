using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Cpd.Tests.Support;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class NamingTests
{
    private const string Id = "4265aad6-f75c-4ae9-b6ae-ea432822fde6";
    private static readonly CpdContainer Space = CpdContainer.Space("s-1", "prod");

    private static string Model(string id, string name, string tags = "[]") =>
        $$$"""{"metadata":{"id":"{{{id}}}","name":"{{{name}}}","tags":{{{tags}}},"created_at":"2026-01-01T00:00:00.000Z"},"entity":{"type":"pmml_4.2.1"}}""";

    private static FakeCluster With(params string[] models) =>
        new FakeCluster().On("GET /ml/v4/models", $$"""{"resources":[{{string.Join(",", models)}}]}""");

    [Fact]
    public async Task An_exact_name_finds_the_one_and_sends_no_lookup_by_id()
    {
        var cluster = With(Model("1", "churn"), Model("2", "Churn"), Model("3", "churn2"));
        Assert.Equal("1", (await cluster.Client().Models.FindAsync(Space, "churn")).Id);
        Assert.Single(cluster.Requests);
    }

    [Fact]
    public async Task Two_with_the_name_are_an_error_that_lists_both()
    {
        var e = await Assert.ThrowsAsync<CpdAmbiguousNameException>(() => With(Model("1", "churn"), Model("2", "churn")).Client().Models.FindAsync(Space, "churn"));
        Assert.Equal(["1", "2"], e.Candidates.Select(c => c.Id));
        Assert.Contains("1 (pmml_4.2.1, created 2026-01-01 00:00Z)", e.Message);
    }

    [Fact]
    public async Task Earlier_versions_are_skipped_by_name()
    {
        var cluster = With(Model("1", "churn", """["mlops-superseded"]"""), Model("2", "churn", """[{"value":"mlops-superseded"}]"""), Model("3", "churn", """["x"]"""));
        Assert.Equal("3", (await cluster.Client().Models.FindAsync(Space, "churn")).Id);
    }

    [Fact]
    public async Task Only_earlier_versions_left_is_said()
    {
        var e = await Assert.ThrowsAsync<CpdNameNotFoundException>(() => With(Model("1", "churn", """["mlops-superseded"]""")).Client().Models.FindAsync(Space, "churn"));
        Assert.Contains("mlops-superseded", e.Message);
        Assert.Contains("1", e.Message);
    }

    [Theory]
    [InlineData("chrun", "churn")]
    [InlineData("CHURN MODEL", "Churn model")]
    [InlineData("churn*", "churn")]
    public async Task Near_names_are_suggested(string wanted, string suggested)
    {
        var e = await Assert.ThrowsAsync<CpdNameNotFoundException>(() => With(Model("1", "churn"), Model("2", "Churn model"), Model("3", "fraud")).Client().Models.FindAsync(Space, wanted));
        Assert.Contains(suggested, e.Suggestions);
        Assert.DoesNotContain("fraud", e.Suggestions);
        Assert.Contains(suggested, e.Message);
    }

    [Fact]
    public async Task An_id_is_read_directly()
    {
        var cluster = new FakeCluster().On("GET /ml/v4/models/" + Id, Model(Id, "churn"));
        Assert.Equal(Id, (await cluster.Client().Models.FindAsync(Space, Id)).Id);
        Assert.Single(cluster.Requests);
    }

    [Fact]
    public async Task A_name_that_looks_like_an_id_is_found_too()
    {
        var cluster = With(Model("1", Id)).On("GET /ml/v4/models/" + Id, FakeReply.Json(404, """{"errors":[{"code":"x","message":"no"}]}"""));
        Assert.Equal("1", (await cluster.Client().Models.FindAsync(Space, Id)).Id);
    }

    [Fact]
    public async Task Missing_rights_are_not_reported_as_a_missing_name()
    {
        var cluster = new FakeCluster().On("GET /ml/v4/models/" + Id, FakeReply.Json(403, """{"errors":[{"code":"x","message":"no"}]}"""));
        await Assert.ThrowsAsync<CpdAccessDeniedException>(() => cluster.Client().Models.FindAsync(Space, Id));
    }

    [Fact]
    public async Task An_asset_of_another_type_is_not_what_was_asked_for()
    {
        var cluster = new FakeCluster().On("GET /v2/assets/" + Id, $$$"""{"metadata":{"asset_id":"{{{Id}}}","name":"x","asset_type":"script"}}""");
        await Assert.ThrowsAsync<CpdNameNotFoundException>(() => cluster.Client().Assets.FindAsync(Space, Id, "data_asset"));
    }

    [Fact]
    public async Task A_user_is_found_by_login_name_and_by_uid()
    {
        var cluster = new FakeCluster()
            .On("GET /usermgmt/v1/user/jsmith", """{"uid":"1000331004","username":"jsmith","displayName":"J"}""")
            .On("GET /usermgmt/v1/user/1000331004", FakeReply.Json(404, """{"_messageCode_":"not_found","message":"none"}"""))
            .On("GET /usermgmt/v1/user/nobody", FakeReply.Json(404, """{"_messageCode_":"not_found","message":"none"}"""))
            .On("GET /icp4d-api/v1/users", """{"UsersInfo":[{"uid":"1000331004","username":"jsmith"},{"uid":"1000330999","username":"admin"}]}""")
            .On("GET /usermgmt/v2/groups", """{"results":[{"group_id":10001,"name":"Data Scientists"}]}""");
        var platform = cluster.Client().Platform;
        Assert.Equal(new CpdMemberDefinition("1000331004", CpdRole.Editor, CpdMemberType.User, "jsmith"), await platform.ResolveMemberAsync("jsmith", CpdRole.Editor));
        Assert.Equal("jsmith", (await platform.FindUserAsync("1000331004")).Name);
        Assert.Equal("10001", (await platform.ResolveMemberAsync("data scientists", CpdRole.Viewer, CpdMemberType.Group)).Id);
        await Assert.ThrowsAsync<CpdNameNotFoundException>(() => platform.FindUserAsync("nobody"));
    }
}
