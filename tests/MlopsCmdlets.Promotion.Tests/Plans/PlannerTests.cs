using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>What a plan says about two environments.</summary>
public sealed class PlannerTests : PlanBench
{
    [Fact]
    public async Task Into_an_empty_space_everything_is_added_with_its_reason()
    {
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd", ServingName = "churn_prd" });
        Assert.Equal(["churn", "churn.csv", "pmml-3.0_4.3"], plan.Changes.Select(change => change.Name));
        Assert.Equal([ChangeAction.Add, ChangeAction.Add, ChangeAction.Unchanged], plan.Changes.Select(change => change.Action));
        Assert.True(plan.Changes[0].IsModel);
        Assert.Null(plan.Changes[0].NeededBy);
        Assert.Equal("wml_model 'churn': training data", plan.Changes[1].NeededBy);
        Assert.Equal("wml_model 'churn': software specification", plan.Changes[2].NeededBy);
        Assert.NotNull(plan.Changes[0].SourceSha256);
        Assert.Equal(6, plan.Changes[0].Bytes);
        Assert.Equal(new PlannedDeployment("ChurnPrd", DeploymentAction.Create) { ServingName = "churn_prd" }, plan.Deployment);
        Assert.Equal((Destination.Me, "1.2.3", true, 1), (plan.Author, plan.ToolVersion, plan.Production, plan.RequiredApprovals));
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromDays(7), plan.ExpiresAt);
        Assert.False(plan.IsEmpty || plan.IsBlocked);
        Assert.Empty(Prd.Writes.Concat(Uat.Writes));
    }

    [Fact]
    public async Task Equal_assets_are_unchanged_and_a_plan_of_them_is_empty()
    {
        var model = CopyModel(Copy(Data));
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.All(plan.Changes, change => Assert.Equal(ChangeAction.Unchanged, change.Action));
        Assert.Equal(DeploymentAction.Unchanged, plan.Deployment!.Action);
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public async Task A_new_model_is_an_update_that_switches_the_deployment()
    {
        var model = CopyModel(Copy(Data), copy => copy.Content = "PMML 0"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", model.Id, IsOnline: true, "ready") { ServingName = "churn_prd" });
        var plan = await PlanAsync(new PlanRequest(Model.Id) { Deployment = "d1" });
        var change = Change(plan, "churn");
        Assert.Equal((ChangeAction.Update, model.Id), (change.Action, change.DestinationId));
        var field = Assert.Single(change.Changes);
        Assert.Equal("content", field.Field);
        Assert.StartsWith("sha256 " + change.DestinationSha256, field.Before);
        Assert.StartsWith("sha256 " + change.SourceSha256, field.After);
        Assert.Equal((DeploymentAction.Switch, "churn_prd", model.Id, change.DestinationSha256), (plan.Deployment!.Action, plan.Deployment.ServingName, plan.Deployment.CurrentAssetId, plan.Deployment.CurrentSha256));
    }

    [Fact]
    public async Task Differences_are_told_field_by_field_and_data_is_changed_in_place()
    {
        Copy(Data, copy =>
        {
            copy.Entity["data_asset"]!["mime_type"] = "text/plain";
            copy.Description = "old";
        });
        var change = Change(await PlanAsync(), "churn.csv");
        Assert.Equal(ChangeAction.Update, change.Action);
        Assert.Contains("in place", change.Reason);
        Assert.Equal([new FieldChange("/entity/data_asset/mime_type", "text/plain", "text/csv"), new FieldChange("/metadata/description", "old", null)], change.Changes);
    }

    [Fact]
    public async Task Lost_tags_are_an_update_of_the_tags_alone()
    {
        CopyModel(Copy(Data), copy => copy.Tags = ["mine"]);
        var change = Change(await PlanAsync(), "churn");
        Assert.Equal(ChangeAction.Update, change.Action);
        Assert.Equal([new FieldChange("tags", "mine", "mine, churn")], change.Changes);
    }

    [Fact]
    public async Task Two_different_counterparts_are_a_conflict_unless_the_deployment_serves_one()
    {
        var data = Copy(Data);
        var first = CopyModel(data, copy => copy.Content = "PMML A"u8.ToArray());
        var second = CopyModel(data, copy => copy.Content = "PMML B"u8.ToArray());
        var conflict = Change(await PlanAsync(), "churn");
        Assert.Equal(ChangeAction.Conflict, conflict.Action);
        Assert.Contains(first.Id, conflict.Reason);
        Assert.Contains(second.Id, conflict.Reason);

        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", second.Id, IsOnline: true, "ready"));
        var update = Change(await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" }), "churn");
        Assert.Equal((ChangeAction.Update, second.Id), (update.Action, update.DestinationId));
    }

    [Fact]
    public async Task A_mapped_connection_is_not_copied_and_references_count_as_to_its_counterpart()
    {
        Production = Production with { Map = new EnvironmentMap(new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" }, EnvironmentMap.Empty.Values) };
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        Assert.Equal(ChangeAction.Blocked, Change(await PlanAsync(), "warehouse").Action);

        var counterpart = Prd.Add("connection", "prd-warehouse", set: asset => asset.Entity = Json("""{"connection":{"properties":{"host":"prd.example.com"}}}"""));
        Copy(Data, copy => copy.ConnectionId = counterpart.Id);
        var plan = await PlanAsync();
        var change = Change(plan, "warehouse");
        Assert.Equal((ChangeAction.Map, counterpart.Id), (change.Action, change.DestinationId));
        Assert.Equal("data_asset 'churn.csv': connection", change.NeededBy);
        Assert.Equal(ChangeAction.Unchanged, Change(plan, "churn.csv").Action);
    }

    [Fact]
    public async Task A_mapped_connection_is_asked_for_by_the_name_that_it_has_at_the_source()
    {
        Production = Production with { Map = new EnvironmentMap(new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" }, EnvironmentMap.Empty.Values) };
        var counterpart = Prd.Add("connection", "prd-warehouse");

        var change = Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse");

        Assert.Equal((ChangeAction.Map, counterpart.Id), (change.Action, change.DestinationId));
        Assert.Contains("'prd-warehouse'", (await Assert.ThrowsAsync<AssetNotFoundException>(() => PlanAsync(new PlanRequest("churn") { Assets = ["prd-warehouse"] }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_the_map_are_what_the_destination_is_compared_with()
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, System.Text.Json.JsonElement>>
        {
            ["connection/warehouse"] = new Dictionary<string, System.Text.Json.JsonElement> { ["/properties/host"] = Element("\"prd.example.com\"") },
        };
        Production = Production with { Map = new EnvironmentMap(EnvironmentMap.Empty.Connections, values) };
        Copy(Connection, copy => copy.Entity["connection"]!["properties"]!["host"] = "prd.example.com");
        Assert.Equal(ChangeAction.Unchanged, Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse").Action);

        Prd.Single("warehouse").Entity["connection"]!["properties"]!["host"] = "other.example.com";
        Prd.Single("warehouse").Revision++;
        var change = Change(await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] }), "warehouse");
        Assert.Equal([new FieldChange("/entity/connection/properties/host", "other.example.com", "prd.example.com")], change.Changes);
    }

    [Theory]
    [InlineData("retired", ChangeAction.Blocked)]
    [InlineData("constricted", ChangeAction.Blocked)]
    [InlineData("deprecated", ChangeAction.Unchanged)]
    public async Task A_specification_that_the_target_retired_blocks(string lifeCycle, ChangeAction action)
    {
        Specifications.Known[0] = Specifications.Known[0] with { LifeCycle = lifeCycle, Replacement = "runtime-24.1-py3.11" };
        var plan = await PlanAsync();
        Assert.Equal(action, Change(plan, "pmml-3.0_4.3").Action);
        Assert.Contains("runtime-24.1-py3.11", Change(plan, "pmml-3.0_4.3").Reason);
        Assert.Equal(action == ChangeAction.Blocked, plan.IsBlocked);
    }

    [Fact]
    public async Task A_specification_that_the_target_lacks_blocks()
    {
        Specifications.Known.Clear();
        Assert.Equal(ChangeAction.Blocked, Change(await PlanAsync(), "pmml-3.0_4.3").Action);
    }

    [Fact]
    public async Task A_specification_of_the_space_travels_with_its_package_extensions()
    {
        var extension = Uat.Add("package_extension", "extras", "yaml", asset => asset.Entity = Json("""{"package_extension":{"type":"conda_yml"}}"""));
        var own = Uat.Add("software_specification", "churn-env", set: asset => asset.Entity = Json(
            $$$"""{"software_specification":{"base_software_specification":{"guid":"{{{Specification}}}"},"package_extensions":[{"guid":"{{{extension.Id}}}"}]}}"""));
        Model.Entity["wml_model"]!["software_spec"] = Json($$"""{"id":"{{own.Id}}","name":"churn-env"}""");
        var plan = await PlanAsync();
        Assert.Equal((ChangeAction.Add, "wml_model 'churn': software specification"), (Change(plan, "churn-env").Action, Change(plan, "churn-env").NeededBy));
        Assert.Equal("software_specification 'churn-env': package extension", Change(plan, "extras").NeededBy);
        Assert.Equal(ChangeAction.Unchanged, Change(plan, "pmml-3.0_4.3").Action);
    }

    [Fact]
    public async Task What_cannot_travel_is_listed()
    {
        Uat.Add("job", "nightly", set: asset => asset.Entity = Json($$$"""{"job":{"asset_ref":"{{{Data.Id}}}"}}"""));
        Uat.Add("job", "other", set: asset => asset.Entity = Json("""{"job":{"asset_ref":"none"}}"""));
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["warehouse"] });
        Assert.Equal(2, plan.ByHand.Count);
        Assert.Contains("Set-CpdConnection", plan.ByHand[0]);
        Assert.Contains("'nightly' works with data_asset 'churn.csv'", plan.ByHand[1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public Task An_empty_model_name_is_an_error(string name) => Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest(name)));

    [Fact]
    public async Task Ambiguous_names_list_the_candidates()
    {
        var twin = Uat.Add("wml_model", "churn", "other");
        var error = await Assert.ThrowsAsync<AmbiguousSelectionException>(() => PlanAsync());
        Assert.Contains(twin.Id, error.Message);
        Assert.Contains(Model.Id, error.Message);

        twin.Tags = [AssetHeader.SupersededTag];
        Assert.Equal(Model.Id, (await PlanAsync()).Changes[0].SourceId);

        Serving.Deployments.AddRange([new("d1", "Churn", "a", true, "ready"), new("d2", "Churn", "a", true, "ready")]);
        var deployments = await Assert.ThrowsAsync<AmbiguousDeploymentException>(() => PlanAsync(new PlanRequest("churn") { Deployment = "Churn" }));
        Assert.Contains("d1", deployments.Message);
        Assert.Contains("d2", deployments.Message);
    }

    [Fact]
    public async Task A_superseded_model_is_found_by_id_only()
    {
        Model.Tags = [AssetHeader.SupersededTag];
        Assert.Contains("superseded", (await Assert.ThrowsAsync<AssetNotFoundException>(() => PlanAsync())).Message);
        Assert.Equal(Model.Id, (await PlanAsync(new PlanRequest(Model.Id))).Changes[0].SourceId);
    }

    [Fact]
    public Task What_nothing_can_serve_is_no_model() => Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest(Data.Id)));

    [Fact]
    public Task Source_and_destination_must_differ()
    {
        var destination = Destination with { Assets = Uat };
        return Assert.ThrowsAsync<SameContainerException>(() => new PromotionPlanner(Source, destination).CreateAsync(new PlanRequest("churn"), CancellationToken.None));
    }

    [Fact]
    public async Task Serving_names_that_cannot_be_had_are_errors()
    {
        Serving.Deployments.Add(new ServedModel("d1", "Other", "a", IsOnline: true, "ready") { ServingName = "churn_prd" });
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Deployment = "New", ServingName = "churn_prd" }));
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Deployment = "Other", ServingName = "else" }));
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { ServingName = "else" }));
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { HardwareSpecification = "S" }));
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Deployment = " " }));
        Assert.Equal("churn_prd", (await PlanAsync(new PlanRequest("churn") { Deployment = "Other", ServingName = "churn_prd" })).Deployment!.ServingName);
        Serving.Deployments.Add(new ServedModel("d2", "Batch", "a", IsOnline: false, "ready"));
        await Assert.ThrowsAsync<PlanNotPossibleException>(() => PlanAsync(new PlanRequest("churn") { Deployment = "Batch" }));
    }

    [Fact]
    public async Task Deployments_of_a_smoke_score_are_nobodys_choice_by_name()
    {
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", "a", IsOnline: true, "ready") { Tags = ["mlops-temporary"] });
        Assert.Equal(DeploymentAction.Create, (await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" })).Deployment!.Action);

        Serving.Deployments.Add(new ServedModel("d2", "ChurnPrd", "a", IsOnline: true, "ready"));
        Assert.Equal("d2", (await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" })).Deployment!.Id);
    }

    [Fact]
    public async Task A_deployment_that_serves_something_else_is_switched_also_to_an_unchanged_model()
    {
        CopyModel(Copy(Data));
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", "else", IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.Equal((ChangeAction.Unchanged, DeploymentAction.Switch), (Change(plan, "churn").Action, plan.Deployment!.Action));
        Assert.False(plan.IsEmpty);
    }

    [Fact]
    public async Task A_map_that_leads_to_two_connections_is_a_conflict()
    {
        Production = Production with { Map = new EnvironmentMap(new Dictionary<string, string> { ["warehouse"] = "prd-warehouse" }, EnvironmentMap.Empty.Values) };
        Data.Content = null;
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        var first = Prd.Add("connection", "prd-warehouse");
        var second = Prd.Add("connection", "prd-warehouse");

        var plan = await PlanAsync();

        Assert.Equal((ChangeAction.Conflict, null), (Change(plan, "warehouse").Action, Change(plan, "warehouse").DestinationId));
        Assert.Equal(new[] { first.Id, second.Id }.OrderBy(id => id, StringComparer.Ordinal), Change(plan, "warehouse").DestinationCandidates.OrderBy(id => id, StringComparer.Ordinal));
        Assert.True(plan.IsBlocked);
    }

    [Fact]
    public async Task Of_equal_ones_that_which_serves_counts_and_else_one_with_nothing_to_put_right()
    {
        var data = Copy(Data);
        CopyModel(data, copy => copy.Tags = ["mine"]);
        var whole = CopyModel(data);
        var change = Change(await PlanAsync(), "churn");
        Assert.Equal((ChangeAction.Unchanged, whole.Id), (change.Action, change.DestinationId));

        var served = CopyModel(data);
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", served.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.Equal(served.Id, Change(plan, "churn").DestinationId);
        Assert.Contains("3 equal ones", Change(plan, "churn").Reason);
    }

    [Fact]
    public async Task After_a_rollback_the_served_version_counts_although_it_is_tagged()
    {
        var data = Copy(Data);
        var old = CopyModel(data, copy => copy.Tags = ["churn", AssetHeader.SupersededTag]);
        CopyModel(data, copy => copy.Content = "PMML 2"u8.ToArray());
        Serving.Deployments.Add(new ServedModel("d1", "ChurnPrd", old.Id, IsOnline: true, "ready"));
        var plan = await PlanAsync(new PlanRequest("churn") { Deployment = "ChurnPrd" });
        Assert.Equal((ChangeAction.Unchanged, old.Id), (Change(plan, "churn").Action, Change(plan, "churn").DestinationId));
        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public async Task Other_work_in_the_spaces_does_not_change_the_fingerprints()
    {
        var before = await PlanAsync();
        Uat.Add("data_asset", "other.csv", "x");
        Prd.Add("data_asset", "more.csv", "x");
        var after = await PlanAsync();
        Assert.Equal((before.Source.Fingerprint, before.Destination.Fingerprint, before.Hash), (after.Source.Fingerprint, after.Destination.Fingerprint, after.Hash));
        Prd.Add("data_asset", "churn.csv", "x");
        Assert.NotEqual(before.Destination.Fingerprint, (await PlanAsync()).Destination.Fingerprint);
    }
}
