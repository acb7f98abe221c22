using System.Security.Cryptography;
using System.Text;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

public sealed class CopyTests : TransferBench
{
    [Fact]
    public async Task A_model_arrives_with_its_content_and_is_reported_with_its_hash()
    {
        AddModel(content: "<PMML version='4.2'/>");
        var asset = Assert.Single((await CopyAsync()).Assets);

        Assert.Equal(CopyAction.Added, asset.Action);
        Assert.Null(asset.Error);
        Assert.Equal("<PMML version='4.2'/>", Encoding.UTF8.GetString(Target.Single("churn").Content!));
        Assert.Equal(Target.Single("churn").Id, asset.Target!.Id);
        using var sha = SHA256.Create();
        Assert.Equal(string.Concat(sha.ComputeHash(Target.Single("churn").Content!).Select(b => b.ToString("x2"))), asset.Sha256);
        Assert.Equal(21, asset.Bytes);
        Assert.Empty(asset.Warnings);
    }

    [Fact]
    public async Task Equal_content_at_the_target_is_unchanged_and_nothing_is_written()
    {
        AddModel();
        Source.Add("data_asset", "train.csv", "a,b\n1,2\n");
        await CopyAsync();
        var (sourceWrites, targetWrites) = (Source.Writes.Count(), Target.Writes.Count());

        var again = await CopyAsync();

        Assert.All(again.Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
        Assert.All(again.Assets, asset => Assert.NotNull(asset.Sha256));
        Assert.Equal(sourceWrites, Source.Writes.Count());
        Assert.Equal(targetWrites, Target.Writes.Count());
        Assert.Equal(2, Target.Assets.Count);
    }

    [Theory]
    [InlineData("<PMML x/>")] // another size
    [InlineData("<PMMM/>")] // the same size
    public async Task A_different_asset_of_that_name_is_a_conflict_and_the_others_go_on(string other)
    {
        AddModel();
        Source.Add("data_asset", "train.csv", "a");
        Target.Add("wml_model", "churn", other, asset => asset.Entity = Json("""{"wml_model":{"type":"pmml_4.2.1"}}"""));

        var result = await CopyAsync();

        var model = result.Assets.Single(asset => asset.Source.Name == "churn");
        Assert.Equal(CopyAction.Failed, model.Action);
        var conflict = Assert.IsType<AssetConflictException>(model.Error);
        Assert.Contains(conflict.Differences, difference => difference.StartsWith("content", StringComparison.Ordinal));
        Assert.Equal(other, Encoding.UTF8.GetString(Target.Single("churn").Content!));
        Assert.Equal(CopyAction.Added, result.Assets.Single(asset => asset.Source.Name == "train.csv").Action);
    }

    [Fact]
    public async Task Force_adds_the_new_version_and_tags_the_old_one_which_lookup_then_skips()
    {
        AddModel();
        var old = Target.Add("wml_model", "churn", "old", asset => asset.Tags = ["approved"]);

        var asset = Assert.Single((await CopyAsync(force: true)).Assets);

        Assert.Equal(CopyAction.Updated, asset.Action);
        Assert.Equal(old.Id, Assert.Single(asset.Superseded).Id);
        Assert.Equal(["approved", "mlops-superseded"], old.Tags);
        Assert.NotEqual(old.Id, asset.Target!.Id);
        Assert.Equal(CopyAction.Unchanged, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Fact]
    public async Task Metadata_counts_as_difference_but_dates_usage_owner_and_container_ids_do_not()
    {
        var model = AddModel(extra: """, "custom":{"stage":"uat"}, "created_at":"2026-01-01", "href":"/x?space_id=$S" """);
        model.Entity["wml_model"]!["href"] = $"/x?space_id={Source.Identity.Id}";
        Target.Add("wml_model", "churn", "<PMML/>", asset =>
        {
            asset.Creator = "somebody";
            asset.Entity = Json($$$$"""{"wml_model":{"href":"/x?space_id={{{{Target.Identity.Id}}}}","created_at":"2019-01-01","custom":{"stage":"uat"},"type":"pmml_4.2.1","description":"","schemas":{}}}""");
        });
        Assert.Equal(CopyAction.Unchanged, Assert.Single((await CopyAsync()).Assets).Action);

        model.Entity["wml_model"]!["custom"]!["stage"] = "dev";
        var conflict = Assert.IsType<AssetConflictException>(Assert.Single((await CopyAsync()).Assets).Error);
        Assert.Equal(["/entity/wml_model/custom/stage"], conflict.Differences);
    }

    [Fact]
    public async Task Connections_are_compared_without_their_secrets()
    {
        FakeAsset Connection(FakeContainer where, string password, string host) => where.Add("connection", "dw", set: asset =>
            asset.Entity = Json($$$$"""{"connection":{"datasource_type":"db2","properties":{"host":"{{{{host}}}}","password":"{{{{password}}}}","api_key":"{{{{password}}}}"}}}"""));
        Connection(Source, "one", "db");
        var there = Connection(Target, "two", "db");
        Assert.Equal(CopyAction.Unchanged, Assert.Single((await CopyAsync()).Assets).Action);

        there.Entity["connection"]!["properties"]!["host"] = "elsewhere";
        var error = Assert.IsType<AssetConflictException>(Assert.Single((await CopyAsync()).Assets).Error);
        Assert.Equal(["/entity/connection/properties/host"], error.Differences);
        Assert.DoesNotContain("two", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundle_is_encrypted_with_a_key_that_is_new_each_time()
    {
        AddModel();
        await CopyAsync();
        var first = Source.LastExportKey;
        Assert.Equal(32, Convert.FromBase64String(first!).Length);
        Assert.Equal(first, Target.LastImportKey);
        AddModel("other");
        await CopyAsync();
        Assert.NotEqual(first, Source.LastExportKey);
    }

    [Fact]
    public async Task Lost_tags_are_put_back_and_the_superseded_mark_does_not_travel()
    {
        var model = AddModel();
        model.Tags = ["churn", "mlops-superseded"];
        Target.KeepsTags = false;
        var asset = Assert.Single((await CopyAsync(new AssetSelection { Ids = [model.Id] })).Assets);
        Assert.Equal(["tags"], asset.Patched);
        Assert.Equal(["churn"], Target.Single("churn").Tags);

        Target.KeepsTags = true;
        model.Name = "again";
        await CopyAsync(new AssetSelection { Ids = [model.Id] });
        Assert.Equal(["churn"], Target.Single("again").Tags);
    }

    [Fact]
    public async Task Names_must_fit_one_asset_exactly()
    {
        AddModel();
        Source.Add("data_asset", "churn", "x");
        var old = Source.Add("data_asset", "old", "x", asset => asset.Tags = ["mlops-superseded"]);

        var ambiguous = await Assert.ThrowsAsync<AmbiguousSelectionException>(() => CopyAsync(Named("churn")));
        Assert.Equal(2, ambiguous.Candidates.Count);
        await Assert.ThrowsAsync<AssetNotFoundException>(() => CopyAsync(Named("chur*")));
        Assert.Contains("superseded", (await Assert.ThrowsAsync<AssetNotFoundException>(() => CopyAsync(Named("old")))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AssetNotFoundException>(() => CopyAsync(new AssetSelection { Ids = ["nope"] }));
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync(new AssetSelection { Names = ["churn"], Types = ["wml_model"] })).Assets).Action);
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync(new AssetSelection { Ids = [old.Id] })).Assets).Action);
    }

    [Fact]
    public async Task An_empty_selection_is_an_error()
    {
        Source.Add("job_run", "run 1");
        var error = await Assert.ThrowsAsync<EmptySelectionException>(() => CopyAsync());
        Assert.Contains("churnUATspace", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EmptySelectionException>(() => CopyAsync(new AssetSelection { Types = ["wml_function"] }));
    }

    [Fact]
    public void A_container_cannot_be_copied_into_itself() =>
        Assert.Throws<SameContainerException>(() => new AssetTransfer(Source, Source));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Twins_that_differ_in_their_description_only_are_told_apart_by_it(bool reversed)
    {
        foreach (var text in new[] { "for uat", "for prd", "neither" })
            Source.Add("data_asset", "train.csv", "a,b", asset => asset.Description = text);
        Target.After = call => { if (call == "import" && reversed) Target.Assets.Reverse(); };

        var copies = (await CopyAsync()).Assets;

        Assert.Equal(3, copies.Count);
        Assert.All(copies, copy => Assert.Equal(copy.Source.Description, Target.Assets.Single(asset => asset.Id == copy.Target!.Id).Description));
        Assert.All(copies, copy => Assert.Empty(copy.Patched));
    }

    [Fact]
    public async Task Twins_of_one_type_and_name_both_travel_and_do_not_supersede_each_other()
    {
        Source.Add("data_asset", "twin", "one");
        Source.Add("data_asset", "twin", "two");
        var result = await CopyAsync(force: true);
        Assert.All(result.Assets, asset => Assert.Equal(CopyAction.Added, asset.Action));
        Assert.Equal(2, result.Assets.Select(asset => asset.Target!.Id).Distinct().Count());

        var again = await CopyAsync(force: true);
        Assert.All(again.Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
        Assert.All(Target.Assets, asset => Assert.Empty(asset.Tags));
    }

    [Fact]
    public async Task Types_that_do_not_travel_are_told_and_the_rest_is_copied()
    {
        var run = Source.Add("job_run", "run");
        var job = Source.Add("job", "nightly");
        var model = AddModel();
        Source.NeverExported.Add(job.Id);
        var result = await CopyAsync(new AssetSelection { Ids = [run.Id, job.Id, model.Id] });
        Assert.Equal([CopyAction.Skipped, CopyAction.Skipped, CopyAction.Added], result.Assets.Select(asset => asset.Action));
        Assert.All(result.Assets.Take(2), asset => Assert.Single(asset.Warnings));
    }

    [Fact]
    public async Task Planning_writes_nothing_and_a_declined_asset_stays_behind()
    {
        AddModel();
        Source.Add("data_asset", "train.csv", "a");
        var transfer = Transfer();
        var plan = await transfer.PlanAsync(AssetSelection.All, null, default);
        Assert.Empty(Source.Writes);
        Assert.Empty(Target.Writes);
        Assert.All(plan.Assets, asset => Assert.Equal(CopyAction.Added, asset.Action));

        await transfer.ApplyAsync(plan.Where(asset => asset.Source.Name == "churn"), null, default);
        Assert.Equal("churn", Assert.Single(Target.Assets).Name);
    }

    [Fact]
    public async Task Hashes_are_computed_once_per_version_of_an_asset()
    {
        AddModel();
        await CopyAsync();
        Source.Calls.TryDequeue(out _);
        await CopyAsync();
        await CopyAsync();
        Assert.Equal(1, Source.Calls.Count(call => call == "open churn"));
        Assert.Equal(1, Target.Calls.Count(call => call == "open churn")); // when it was read back
        var conflicting = Source.Single("churn");
        (conflicting.Content, conflicting.Revision) = (Encoding.UTF8.GetBytes("<PMMM/>"), 1);
        Assert.IsType<AssetConflictException>(Assert.Single((await CopyAsync()).Assets).Error);
    }

    [Fact]
    public async Task Twins_that_two_copies_at_once_left_are_told()
    {
        AddModel();
        await CopyAsync();
        FakeAsset twin = Target.Single("churn").Clone();
        twin.Id = Guid.NewGuid().ToString();
        Target.Assets.Add(twin);

        CopiedAsset copied = Assert.Single((await CopyAsync()).Assets);

        Assert.Equal(CopyAction.Unchanged, copied.Action);
        Assert.Contains(twin.Id, Assert.Single(copied.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_promotes_into_a_space_of_its_cluster_without_a_bundle()
    {
        Source = new FakeContainer("churn", ContainerKind.Project) { CanPromote = true, PromoteTarget = Target };
        AddModel();
        Source.Add("data_asset", "train.csv", "a");
        var result = await CopyAsync();
        Assert.All(result.Assets, asset => Assert.Equal(CopyAction.Added, asset.Action));
        Assert.All(result.Assets, asset => Assert.NotNull(asset.Sha256));
        Assert.DoesNotContain("export", Source.Calls);
        Assert.Equal(0, Spools.Created);
        Assert.All((await CopyAsync()).Assets, asset => Assert.Equal(CopyAction.Unchanged, asset.Action));
    }

    [Fact]
    public async Task Progress_tells_each_stage_and_bytes_that_only_grow()
    {
        AddModel(content: new string('x', 700_000));
        var seen = new List<TransferProgress>();
        await Transfer().CopyAsync(AssetSelection.All, new Recorder(seen), default);
        Assert.Equal(
            [TransferStage.Comparing, TransferStage.Exporting, TransferStage.Downloading, TransferStage.CleaningUp, TransferStage.Checking, TransferStage.Uploading, TransferStage.Importing, TransferStage.Verifying],
            seen.Select(progress => progress.Stage).Distinct());
        var checking = seen.Where(progress => progress.Stage == TransferStage.Checking).Select(progress => progress.Done).ToList();
        Assert.Equal(checking.OrderBy(done => done), checking);
        Assert.Contains(seen, progress => progress.Stage == TransferStage.Uploading && progress.Done == progress.Total);
    }

    private sealed class Recorder(List<TransferProgress> seen) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
