using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>Where the line is between what an interrupted run of this plan left and what somebody else did.</summary>
public sealed class PlanDriftTests : PlanBench
{
    [Fact]
    public async Task Of_equal_ones_the_one_that_the_plan_knows_counts()
    {
        var data = Copy(Data);
        CopyModel(data);
        var served = CopyModel(data);
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", served.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });

        var state = await CheckAsync(plan);

        Assert.Equal(served.Id, state.Done[plan.Changes[0]]);
        Assert.True(state.IsDone);
    }

    [Fact]
    public async Task A_version_that_serves_again_after_a_rollback_counts_although_it_is_tagged()
    {
        var data = Copy(Data);
        var old = CopyModel(data, copy => copy.Tags = ["churn", AssetHeader.SupersededTag]);
        CopyModel(data, copy => copy.Content = "PMML 2"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", old.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.Equal(old.Id, (await CheckAsync(plan)).Done[plan.Changes[0]]);

        old.Content = "PMML X"u8.ToArray();
        old.Revision++;
        Assert.Contains("another content at the destination", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);

        old.Name = "renamed";
        old.Revision++;
        Assert.Contains($"{old.Id} was removed", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tagged_version_that_equals_what_is_to_be_added_is_not_the_addition()
    {
        var data = Copy(Data);
        var present = CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        var plan = await PlanAsync();
        // Another plan put the model there and was rolled back.
        present.Tags.Add(AssetHeader.SupersededTag);
        present.Content = Model.Content;
        present.Revision++;

        var state = await CheckAsync(plan);

        Assert.DoesNotContain(plan.Changes[0], state.Done.Keys);
    }

    [Fact]
    public async Task Tags_that_were_put_right_are_done_although_the_one_before_is_the_one_itself()
    {
        var model = CopyModel(Copy(Data), copy => copy.Tags = []);
        var plan = await PlanAsync();
        Assert.Equal(ChangeAction.Update, plan.Changes[0].Action);
        Assert.Equal(plan.Changes[0], Assert.Single((await CheckAsync(plan)).Open));

        model.Tags.Add("churn");
        model.Revision++;

        Assert.Equal(model.Id, (await CheckAsync(plan)).Done[plan.Changes[0]]);
    }

    [Fact]
    public async Task Data_that_are_as_wanted_in_another_asset_are_not_the_change_in_place()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync();
        Copy(Data);
        var change = Change(plan, "churn.csv");

        var state = await CheckAsync(plan);

        Assert.DoesNotContain(change, state.Done.Keys);
        Assert.NotEqual(data.Content, Data.Content);
    }

    [Fact]
    public async Task The_other_of_two_that_the_plan_saw_may_stay_as_it_was()
    {
        var data = Copy(Data);
        CopyModel(data, copy => copy.Content = "PMML A"u8.ToArray());
        var served = CopyModel(data, copy => copy.Content = "PMML B"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", served.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });

        var state = await CheckAsync(plan);

        Assert.Empty(state.Drift);
        Assert.Equal(plan.Changes[0], Assert.Single(state.Open));
    }

    [Theory]
    [InlineData("/properties/host", "\"prd.example.com\"")]
    [InlineData("/properties", """{"host":"prd.example.com","port":"5432"}""")]
    public async Task An_import_that_still_lacks_values_of_the_map_is_ours(string pointer, string value)
    {
        Connection.Entity = Json("""{"connection":{"properties":{"host":"uat.example.com","port":"5432"}}}""");
        Production = Production with
        {
            Map = new EnvironmentMap(EnvironmentMap.Empty.Connections, new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>
            {
                ["connection/warehouse"] = new Dictionary<string, JsonElement> { ["/nothing"] = Element("\"x\""), [pointer] = Element(value) },
            }),
        };
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        var arrived = Copy(Connection);
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.Contains(Change(plan, "warehouse"), state.Open);

        arrived.Entity["connection"]!["other"] = "by hand";
        arrived.Revision++;
        Assert.Contains(arrived.Id, Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_an_upload_and_the_removal_of_what_it_replaces_both_are_there()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync();
        data.MoreContent["new"] = Data.Content!;
        data.Revision++;
        Assert.Empty((await CheckAsync(plan)).Drift);

        data.MoreContent["new"] = "else"u8.ToArray();
        data.Revision++;
        Assert.Contains("another content", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_foreign_field_is_drift_although_all_others_are_on_the_way()
    {
        var data = Copy(Data, copy =>
        {
            copy.Content = "old"u8.ToArray();
            copy.Description = "old";
            copy.Entity["data_asset"]!["mime_type"] = "text/plain";
        });
        var plan = await PlanAsync();
        data.Content = Data.Content;
        data.Revision++;
        Assert.Empty((await CheckAsync(plan)).Drift);

        data.Entity["data_asset"]!["label"] = "by hand";
        data.Revision++;
        Assert.Contains("other metadata at the destination", Assert.Single((await CheckAsync(plan)).Drift.Select(drift => drift.Replace("another content", "other metadata"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_that_moved_are_told_with_both_hashes()
    {
        var data = Copy(Data);
        var plan = await PlanAsync();
        data.Description = "by hand";
        data.Revision++;
        var drift = Assert.Single((await CheckAsync(plan)).Drift);
        Assert.Matches("data_asset 'churn.csv' has other metadata at the destination than when the plan was made: [0-9a-f]{12} then, [0-9a-f]{12} now\\.", drift);

        Prd.Assets.Remove(data);
        Copy(Data, copy => copy.Id = data.Id);
        Data.Description = "by hand";
        Data.Revision++;
        Assert.Contains("other metadata at the source", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_looks_like_further_fields_is_not_taken_for_them()
    {
        Data.Entity = new JsonObject { ["data_asset"] = new JsonObject { ["a"] = "x", ["b"] = "y" } };
        var plan = await PlanAsync();
        Data.Entity = new JsonObject { ["data_asset"] = new JsonObject { ["a"] = "x\n/entity/data_asset/b\tsy" } };
        Data.Revision++;

        Assert.Contains("other metadata at the source", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_came_or_went_is_told_in_words()
    {
        Data.Content = null;
        var plan = await PlanAsync();
        Data.Content = "a,b"u8.ToArray();
        Data.Revision++;
        Assert.Contains(": none then, ", Assert.Single((await CheckAsync(plan)).Drift), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_catalog_of_specifications_nothing_is_said_of_them()
    {
        var plan = await PlanAsync();
        var planner = new PromotionPlanner(Source, Destination with { Specifications = null }, cache: null, Time, "1.2.3");
        var state = await planner.CheckAsync(plan, CancellationToken.None);
        Assert.Equal(Specification, state.Done[Change(plan, "pmml-3.0_4.3")]);
        Assert.DoesNotContain((await planner.CreateAsync(new PlanRequest("churn"), CancellationToken.None)).Changes, change => change.Name == "pmml-3.0_4.3");
    }

    [Theory]
    [InlineData(0, 0, true, true)]
    [InlineData(1, 0, true, false)]
    [InlineData(0, 1, true, false)]
    [InlineData(0, 0, false, false)]
    public async Task A_plan_is_done_when_nothing_moved_nothing_is_open_and_the_deployment_serves(int drift, int open, bool deployment, bool isDone)
    {
        var change = (await PlanAsync()).Changes[0];
        var state = new PlanState([.. Enumerable.Repeat("moved", drift)], [.. Enumerable.Repeat(change, open)], new Dictionary<PlannedChange, string>(), null, deployment);
        Assert.Equal(isDone, state.IsDone);
    }
}
