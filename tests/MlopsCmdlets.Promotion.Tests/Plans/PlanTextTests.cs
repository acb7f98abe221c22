using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>What people read of a plan and its failures, word by word.</summary>
public sealed class PlanTextTests : PlanBench
{
    [Theory]
    [InlineData(null, "new", "f: nothing -> new")]
    [InlineData("old", null, "f: old -> nothing")]
    [InlineData("old", "new", "f: old -> new")]
    public void A_change_of_a_field_reads_from_left_to_right(string? before, string? after, string text) => Assert.Equal(text, new FieldChange("f", before, after).ToString());

    [Fact]
    public async Task A_plan_is_named_by_its_hash_and_its_way()
    {
        var plan = await PlanAsync();
        Assert.Equal($"plan {plan.Hash.Substring(0, 12)} uat -> prd", plan.ToString());
        Assert.Equal("plan abc uat -> prd", (plan with { Hash = "abc" }).ToString());
    }

    [Fact]
    public async Task A_plan_in_which_anything_is_to_be_done_is_not_empty()
    {
        CopyModel(Copy(Data));
        Assert.True((await PlanAsync()).IsEmpty);
        Assert.False((await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] })).IsEmpty);
    }

    [Fact]
    public void A_failed_asset_is_told_with_what_differs()
    {
        var asset = new AssetHeader("1", "churn.csv", "data_asset");
        string Of(params string[] differences) => new NotAsPlannedException(asset, Prd.Identity, differences).Message.Replace($"{asset} is not in {Prd.Identity} as the plan wants it", "~");
        Assert.Equal("~.", Of());
        Assert.Equal("~: content differs.", Of("content"));
        Assert.Equal("~: content, tags differ.", Of("content", "tags"));
    }

    [Fact]
    public void Deployments_of_one_name_are_told_apart()
    {
        var error = new AmbiguousDeploymentException("space 'prd'", "Churn", [new("d1", "Churn", "a", IsOnline: true, "ready"), new("d2", "Churn", "a", IsOnline: false, "failed")]);
        Assert.Equal("In space 'prd' the name 'Churn' fits 2 deployments: d1 (online, ready), d2 (batch, failed).", error.Message);
    }

    [Theory]
    [InlineData(160, false)]
    [InlineData(161, true)]
    public async Task Long_values_are_shortened_to_what_tells_them_apart(int length, bool isShortened)
    {
        Data.Description = new string('a', length);
        Copy(Data, copy => copy.Description = "old");
        var after = Assert.Single(Change(await PlanAsync(), "churn.csv").Changes).After;
        Assert.Matches(isShortened ? $"^a{{100}}… \\({length} characters, sha256 [0-9a-f]{{12}}\\)$" : $"^a{{{length}}}$", after);
    }

    [Fact]
    public async Task A_long_value_is_not_cut_between_the_halves_of_a_character()
    {
        Data.Description = new string('a', 99) + string.Concat(Enumerable.Repeat("😀", 50));
        Copy(Data, copy => copy.Description = "old");
        Assert.StartsWith(new string('a', 99) + "… (199 characters", Assert.Single(Change(await PlanAsync(), "churn.csv").Changes).After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", "new.example.com", "new.example.com")]
    [InlineData("HOST", "new.example.com", "new.example.com")]
    [InlineData("anything", "new", "(not shown)")]
    [InlineData("url", "jdbc:x://user:pa55@host/db", "jdbc:x://user:***@host/db")]
    [InlineData("url", "https://host/?Password=pa55;x=1", "https://host/?Password=***;x=1")]
    public async Task Of_a_connection_only_harmless_properties_are_shown(string name, string value, string shown)
    {
        Connection.Entity = Json($$$$$"""{"connection":{"properties":{"{{{{{name}}}}}":"{{{{{value}}}}}"}}}""");
        Copy(Connection, copy => copy.Entity = Json($$$$$"""{"connection":{"properties":{"{{{{{name}}}}}":"old"}}}"""));
        Assert.Equal(shown, Assert.Single(Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse").Changes).After);
    }

    [Theory]
    [InlineData("ssl", "by hand")]
    [InlineData("inner", "(not shown)")]
    public async Task What_lies_in_a_property_is_shown_as_the_property_is(string name, string shown)
    {
        Connection.Entity = Json($$$$$"""{"connection":{"properties":{"{{{{{name}}}}}":{"host":"by hand"}}}}""");
        Copy(Connection, copy => copy.Entity = Json($$$$$"""{"connection":{"properties":{"{{{{{name}}}}}":{"host":"old"}}}}"""));
        Assert.Equal(shown, Assert.Single(Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse").Changes).After);
    }

    [Theory]
    [InlineData("training_data_references", "training data")]
    [InlineData("package_extensions", "package extension")]
    [InlineData("software_spec", "software specification")]
    [InlineData("hardware_spec", "hardware specification")]
    [InlineData("code_package", "code package")]
    [InlineData("schemas", "schema")]
    [InlineData("connection", "connection")]
    [InlineData("refreshed_by", "wml_model/refreshed_by/id")]
    public async Task It_says_what_an_asset_is_needed_as(string member, string role)
    {
        Model.Entity = Json($$$$$"""{"wml_model":{"type":"pmml_4.2.1","{{{{{member}}}}}":{"id":"{{{{{Data.Id}}}}}"}}}""");
        Assert.Equal($"wml_model 'churn': {role}", Change(await PlanAsync(), "churn.csv").NeededBy);
    }

    [Fact]
    public async Task Content_and_tags_that_differ_are_both_told()
    {
        CopyModel(Copy(Data), copy =>
        {
            copy.Content = "PMML 0"u8.ToArray();
            copy.Tags = [];
        });
        var change = Change(await PlanAsync(), "churn");
        Assert.Equal(["content", "tags"], change.Changes.Select(field => field.Field));
        Assert.EndsWith("(6 bytes)", change.Changes[0].After, StringComparison.Ordinal);
        Assert.EndsWith("(6 bytes)", change.Changes[0].Before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_size_of_what_has_no_content_is_what_the_server_says()
    {
        Data.Content = null;
        Data.StatedSize = 123;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        Assert.Equal(123, Change(await PlanAsync(), "churn.csv").Bytes);
    }

    [Fact]
    public async Task One_that_gains_content_is_told_without_a_content_before()
    {
        Copy(Data, copy => copy.Content = null);
        var field = Assert.Single(Change(await PlanAsync(), "churn.csv").Changes);
        Assert.Null(field.Before);
        Assert.StartsWith("sha256 ", field.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_parts_and_unfinished_uploads_do_not_count_as_several_attachments()
    {
        foreach (var asset in new[] { Data, Copy(Data, copy => copy.Content = "old"u8.ToArray()) })
        {
            (asset.ConnectionId, asset.ConnectionPath) = (Connection.Id, "/public/churn");
            asset.Incomplete.Add("half");
        }

        var change = Change(await PlanAsync(), "churn.csv");

        Assert.Equal(ChangeAction.Update, change.Action);
        Assert.Contains("in place", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_attachments_at_the_source_are_left_to_people_too()
    {
        Copy(Data, copy => copy.Content = "old"u8.ToArray());
        Data.MoreContent["second"] = "more"u8.ToArray();
        Assert.Equal(ChangeAction.Blocked, Change(await PlanAsync(), "churn.csv").Action);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Several_places_behind_a_connection_on_either_side_are_left_to_people(bool atTheSource)
    {
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        var copy = Copy(Data, copy =>
        {
            copy.ConnectionId = Copy(Connection).Id;
            copy.Description = "old";
        });
        (atTheSource ? Data : copy).MoreRemote.Add("/public/more");

        var change = Change(await PlanAsync(), "churn.csv");

        Assert.Equal(ChangeAction.Blocked, change.Action);
        Assert.Contains("differs in number", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_asked_for_once_more_is_planned_once()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["churn", "churn.csv", "churn.csv"] });
        Assert.Equal(["churn", "churn.csv"], plan.Changes.Where(change => change.SourceId is not null).Select(change => change.Name));
        Assert.Null(Change(plan, "churn.csv").NeededBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_plan_that_expires_at_once_is_not_made(int hours) =>
        Assert.Contains("expires at once", (await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Lifetime = TimeSpan.FromHours(hours) }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_plan_that_would_expire_after_the_last_day_is_not_made() =>
        Assert.Contains("no day", (await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Lifetime = TimeSpan.MaxValue }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_asset_without_a_name_is_not_asked_for() =>
        Assert.Contains("name of an asset is empty", (await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Assets = [" "] }))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Two_spaces_of_one_cluster_are_two_environments()
    {
        Uat = new FakeContainer("other-space", cluster: "https://prd.example.com");
        Uat.Add("wml_model", "churn", "PMML 1", asset => asset.Entity = Json("""{"wml_model":{}}"""));
        Assert.Equal(ChangeAction.Add, Assert.Single((await PlanAsync()).Changes).Action);
    }
}
