using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>A plan against what is there later: open, done, half done by an interrupted run, or drift.</summary>
public sealed class PlanCheckTests : PlanBench
{
    [Fact]
    public async Task Right_after_planning_everything_is_open()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.Equal(["churn", "churn.csv"], state.Open.Select(change => change.Name));
        Assert.Equal(["pmml-3.0_4.3"], state.Done.Keys.Select(change => change.Name));
        Assert.False(state.DeploymentIsDone || state.IsDone);
    }

    [Fact]
    public async Task When_it_is_as_the_plan_wants_it_nothing_is_open()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        var model = CopyModel(Copy(Data));
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready"));
        var state = await CheckAsync(plan);
        Assert.True(state.IsDone);
        Assert.Equal(model.Id, state.Done[plan.Changes[0]]);
    }

    [Fact]
    public async Task A_removed_or_changed_source_is_drift()
    {
        var plan = await PlanAsync();
        Model.Content = "PMML X"u8.ToArray();
        Model.Revision++;
        var drift = Assert.Single((await CheckAsync(plan)).Drift);
        Assert.Contains("another content at the source", drift);
        Assert.Contains(plan.Changes[0].SourceSha256!.Substring(0, 12), drift);
        Uat.Assets.Remove(Model);
        Assert.Contains("removed", Assert.Single((await CheckAsync(plan)).Drift));
    }

    [Fact]
    public async Task What_appeared_at_the_destination_is_drift()
    {
        var plan = await PlanAsync();
        var foreign = Prd.Add("data_asset", "churn.csv", "other");
        Assert.Contains(foreign.Id, Assert.Single((await CheckAsync(plan)).Drift));
    }

    [Fact]
    public async Task A_changed_destination_is_drift_with_both_hashes()
    {
        var copy = Copy(Data, copy => copy.Content = "old data"u8.ToArray());
        var plan = await PlanAsync();
        copy.Content = "new data"u8.ToArray();
        copy.Revision++;
        var drift = Assert.Single((await CheckAsync(plan)).Drift);
        Assert.Contains("at the destination", drift);
        Assert.Contains(Change(plan, "churn.csv").DestinationSha256!.Substring(0, 12), drift);
        Prd.Assets.Remove(copy);
        Assert.Contains("removed", Assert.Single((await CheckAsync(plan)).Drift));
    }

    [Fact]
    public async Task An_import_without_its_finishing_touches_is_open_and_no_drift()
    {
        Data.Description = "customers";
        var plan = await PlanAsync();
        var data = Copy(Data, copy => copy.Description = null);
        // The reference still points to the source, and the tags are gone.
        Copy(Model, copy => copy.Tags = []);
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.Equal(2, state.Open.Count);

        data.Creator = "somebody";
        Assert.Single((await CheckAsync(plan)).Drift);
    }

    [Fact]
    public async Task A_half_done_change_in_place_is_open_and_a_foreign_one_is_drift()
    {
        var copy = Copy(Data, copy =>
        {
            copy.Content = "old data"u8.ToArray();
            copy.Entity["data_asset"]!["mime_type"] = "text/plain";
        });
        var plan = await PlanAsync();
        copy.Content = Data.Content;
        copy.Revision++;
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.Contains(Change(plan, "churn.csv"), state.Open);

        copy.Entity["data_asset"]!["mime_type"] = "text/else";
        copy.Revision++;
        Assert.Single((await CheckAsync(plan)).Drift);
    }

    [Fact]
    public async Task An_update_is_done_only_when_the_versions_before_are_tagged()
    {
        var data = Copy(Data);
        var old = CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        var plan = await PlanAsync();
        var added = CopyModel(data);
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.Equal(plan.Changes[0], Assert.Single(state.Open));
        old.Tags.Add(AssetHeader.SupersededTag);
        old.Revision++;
        Assert.Equal(added.Id, (await CheckAsync(plan)).Done[plan.Changes[0]]);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("serves")]
    [InlineData("serving name")]
    public async Task A_deployment_that_moved_is_drift(string what)
    {
        var model = CopyModel(Copy(Data), copy => copy.Content = "PMML 0"u8.ToArray());
        var deployment = new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready") { ServingName = "churn" };
        Serving.Deployments.Add(deployment);
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.Empty((await CheckAsync(plan)).Drift);
        Serving.Deployments.Clear();
        if (what != "gone")
            Serving.Deployments.Add(what == "serves" ? deployment with { AssetId = "else" } : deployment with { ServingName = "else" });
        Assert.Single((await CheckAsync(plan)).Drift);
    }

    [Fact]
    public async Task A_deployment_that_somebody_else_created_is_drift()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", "else", IsOnline: true, "ready"));
        var state = await CheckAsync(plan);
        Assert.Contains("d1 serves else", Assert.Single(state.Drift));
    }

    [Theory]
    [InlineData("ours", 0, true)] // an interrupted run created it
    [InlineData("another model", 1, false)]
    [InlineData("another serving name", 1, false)]
    [InlineData("two of that name", 1, false)]
    public async Task A_deployment_to_create_that_is_there_is_ours_only_as_the_plan_wants_it(string what, int drift, bool isDone)
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd", ServingName = "churn_prd" });
        var model = CopyModel(Copy(Data));
        var ours = new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready") { ServingName = "churn_prd" };
        Serving.Deployments.Add(what switch
        {
            "another model" => ours with { AssetId = "else" },
            "another serving name" => ours with { ServingName = "else" },
            _ => ours,
        });
        if (what == "two of that name")
            Serving.Deployments.Add(ours with { Id = "d2" });

        var state = await CheckAsync(plan);

        Assert.Equal((drift, isDone), (state.Drift.Count, state.DeploymentIsDone));
    }

    [Fact]
    public async Task A_deployment_that_this_plan_switched_is_done()
    {
        var data = Copy(Data);
        var old = CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", old.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        var added = CopyModel(data);
        old.Tags.Add(AssetHeader.SupersededTag);
        old.Revision++;
        Assert.False((await CheckAsync(plan)).DeploymentIsDone);

        Serving.Deployments[0] = Serving.Deployments[0] with { AssetId = added.Id };
        var state = await CheckAsync(plan);
        Assert.Empty(state.Drift);
        Assert.True(state.IsDone);
    }

    [Fact]
    public async Task A_mapped_connection_has_to_stay_mapped_to_the_one_that_was_planned()
    {
        var map = new EnvironmentMap(new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" }, EnvironmentMap.Empty.Values);
        Production = Production with { Map = map };
        var counterpart = Prd.Add("connection", "prd-warehouse", set: asset => asset.Entity = Json("""{"connection":{"properties":{"host":"prd.example.com"}}}"""));
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        var plan = await PlanAsync();
        Assert.Equal(counterpart.Id, (await CheckAsync(plan)).Done[Change(plan, "warehouse")]);

        Production = Production with { Map = EnvironmentMap.Empty };
        Assert.Contains((await CheckAsync(plan)).Drift, drift => drift.Contains("does not name it now"));

        Production = Production with { Map = map };
        Prd.Assets.Remove(counterpart);
        Assert.Contains((await CheckAsync(plan)).Drift, drift => drift.Contains(counterpart.Id));
        Copy(counterpart);
        Assert.Contains((await CheckAsync(plan)).Drift, drift => drift.Contains(counterpart.Id));
    }

    [Fact]
    public async Task An_import_counts_as_ours_where_it_is_not_known_who_we_are()
    {
        Data.Description = "customers";
        var plan = await PlanAsync();
        Prd.UserId = null;
        Copy(Data, copy =>
        {
            copy.Description = null;
            copy.Creator = "somebody";
        });

        var state = await CheckAsync(plan);

        Assert.Empty(state.Drift);
        Assert.Contains(Change(plan, "churn.csv"), state.Open);
    }

    [Fact]
    public async Task A_specification_that_was_removed_since_is_drift()
    {
        var plan = await PlanAsync();
        Specifications.Known.Clear();
        Assert.Contains("not at the destination any more", Assert.Single((await CheckAsync(plan)).Drift));
    }

    [Fact]
    public async Task A_specification_that_was_retired_since_is_drift()
    {
        var plan = await PlanAsync();
        Specifications.Known[0] = Specifications.Known[0] with { LifeCycle = "retired" };
        Assert.Contains("retired", Assert.Single((await CheckAsync(plan)).Drift));
    }
}
