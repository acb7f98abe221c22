using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>References between assets after a copy.</summary>
public sealed class ReferenceTests : TransferBench
{
    private FakeAsset _data = null!, _spec = null!, _model = null!;

    private void AddModelWithReferences()
    {
        _data = Source.Add("data_asset", "train.csv", "a,b");
        _spec = Source.Add("software_specification", "churn-env", set: asset => asset.Entity = Json("""{"software_specification":{"type":"derived"}}"""));
        _model = AddModel();
        _model.Entity["wml_model"]!["software_spec"] = Json($$"""{"id":"{{_spec.Id}}","name":"churn-env"}""");
        _model.Entity["wml_model"]!["training_data_references"] = new System.Text.Json.Nodes.JsonArray(
            Json($$$"""{"type":"data_asset","location":{"href":"/v2/assets/{{{_data.Id}}}?space_id={{{Source.Identity.Id}}}"}}"""));
    }

    private string SpecOf(string model) => (string)Target.Single(model).Entity["wml_model"]!["software_spec"]!["id"]!;

    private string TrainingOf(string model) => (string)Target.Single(model).Entity["wml_model"]!["training_data_references"]![0]!["location"]!["href"]!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task References_inside_the_bundle_point_to_the_copies(bool importRemaps)
    {
        AddModelWithReferences();
        Target.RemapsReferences = importRemaps;
        var model = (await CopyAsync()).Assets.Single(asset => asset.Source.Type == "wml_model");
        Assert.Empty(model.Warnings);
        Assert.Equal(Target.Single("churn-env").Id, SpecOf("churn"));
        Assert.Equal($"/v2/assets/{Target.Single("train.csv").Id}?space_id={Target.Identity.Id}", TrainingOf("churn"));
        Assert.All((await CopyAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reference_into_a_project_becomes_one_into_the_space(bool promotes)
    {
        Source = new FakeContainer("churn", ContainerKind.Project) { CanPromote = promotes, PromoteTarget = Target };
        AddModelWithReferences();
        _model.Entity["wml_model"]!["training_data_references"]![0]!["location"]!["href"] = $"/v2/assets/{_data.Id}?project_id={Source.Identity.Id}";
        var model = (await CopyAsync()).Assets.Single(asset => asset.Source.Type == "wml_model");
        Assert.Empty(model.Warnings);
        Assert.Equal($"/v2/assets/{Target.Single("train.csv").Id}?space_id={Target.Identity.Id}", TrainingOf("churn"));
        Assert.All((await CopyAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
    }

    [Fact]
    public async Task References_to_what_the_target_has_already_are_found_by_content()
    {
        AddModelWithReferences();
        await CopyAsync(Named("churn-env", "train.csv"));
        var model = Assert.Single((await CopyAsync(Named("churn"))).Assets);
        Assert.Equal(CopyAction.Added, model.Action);
        Assert.Empty(model.Warnings);
        Assert.Equal(Target.Single("churn-env").Id, SpecOf("churn"));
        Assert.Equal(["/entity/wml_model/software_spec/id", "/entity/wml_model/training_data_references/0/location/href"], model.Patched);
    }

    [Fact]
    public async Task References_to_what_the_target_lacks_or_has_in_another_form_are_warned_of_by_name()
    {
        AddModelWithReferences();
        Target.Add("data_asset", "train.csv", "other");
        var model = Assert.Single((await CopyAsync(Named("churn"))).Assets);
        Assert.Equal(CopyAction.Added, model.Action);
        Assert.Equal(2, model.Warnings.Count);
        Assert.Contains(model.Warnings, warning => warning.Contains("software_specification 'churn-env'"));
        Assert.Contains(model.Warnings, warning => warning.Contains("data_asset 'train.csv'"));
        Assert.Equal(_spec.Id, SpecOf("churn"));
    }

    [Fact]
    public async Task A_reference_that_the_server_cannot_change_is_a_warning_and_the_copy_stands()
    {
        AddModelWithReferences();
        Target.RemapsReferences = false;
        Target.Before = call => { if (call.Contains("software_spec")) throw new InvalidOperationException("400 not patchable"); };
        var model = (await CopyAsync()).Assets.Single(asset => asset.Source.Type == "wml_model");
        Assert.Equal(CopyAction.Added, model.Action);
        Assert.Contains("not patchable", Assert.Single(model.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connected_data_asset_leads_to_the_targets_connection()
    {
        var connection = Source.Add("connection", "dw", set: asset => asset.Entity = Json("""{"connection":{"datasource_type":"db2"}}"""));
        Source.Add("data_asset", "customers", set: asset => (asset.ConnectionId, asset.ConnectionPath) = (connection.Id, "/CRM/CUSTOMERS"));
        Target.RemapsReferences = false;
        var result = await CopyAsync();
        Assert.All(result.Assets, asset => Assert.Equal(CopyAction.Added, asset.Action));
        Assert.All(result.Assets, asset => Assert.Null(asset.Sha256));
        Assert.Equal(Target.Single("dw").Id, Target.Single("customers").ConnectionId);
        Assert.All((await CopyAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
    }

    [Fact]
    public async Task A_crash_between_import_and_repair_is_completed_by_the_next_copy()
    {
        AddModelWithReferences();
        _model.Tags = ["churn"];
        Target.RemapsReferences = false;
        Target.KeepsTags = false;
        using var stop = new CancellationTokenSource();
        Target.Before = call => { if (call.StartsWith("edit", StringComparison.Ordinal)) stop.Cancel(); };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CopyAsync(cancellationToken: stop.Token));
        Assert.Equal(3, Target.Assets.Count);

        Target.Before = _ => { };
        var model = (await CopyAsync()).Assets.Single(asset => asset.Source.Type == "wml_model");
        Assert.Equal(CopyAction.Repaired, model.Action);
        Assert.Equal(["churn"], Target.Single("churn").Tags);
        Assert.Equal(Target.Single("churn-env").Id, SpecOf("churn"));
        Assert.Equal(3, Target.Assets.Count);
        Assert.All((await CopyAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
    }

    [Fact]
    public async Task Dependencies_that_the_export_adds_are_reported_and_verified()
    {
        AddModelWithReferences();
        Source.AlsoExported.Add(_spec.Id);
        var result = await CopyAsync(Named("churn"));
        Assert.Equal(2, result.Assets.Count);
        var dependency = result.Assets[1];
        Assert.True(dependency.IsDependency);
        Assert.Equal(CopyAction.Added, dependency.Action);
        Assert.Equal(Target.Single("churn-env").Id, SpecOf("churn"));
    }

    [Fact]
    public async Task A_dependency_that_the_target_has_leaves_one_current_asset_of_that_name()
    {
        AddModelWithReferences();
        await CopyAsync(Named("churn-env"));
        Source.AlsoExported.Add(_spec.Id);
        var result = await CopyAsync(Named("churn", "churn-env"));
        Assert.Equal(2, result.Assets.Count);
        var current = Assert.Single(Target.Assets, asset => asset.Name == "churn-env" && !asset.Header.IsSuperseded);
        Assert.Equal(current.Id, SpecOf("churn"));
    }

    [Fact]
    public async Task A_dependency_that_differs_at_the_target_stops_the_copy_before_anything_is_written()
    {
        AddModelWithReferences();
        Source.AlsoExported.Add(_spec.Id);
        Target.Add("software_specification", "churn-env", set: asset => asset.Entity = Json("""{"software_specification":{"type":"base"}}"""));
        await Assert.ThrowsAsync<AssetConflictException>(() => CopyAsync(Named("churn")));
        Assert.Empty(Target.Writes);
        var forced = await CopyAsync(Named("churn"), force: true);
        Assert.Equal([CopyAction.Added, CopyAction.Updated], forced.Assets.Select(asset => asset.Action));
    }
}
