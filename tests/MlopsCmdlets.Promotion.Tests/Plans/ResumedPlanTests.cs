using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>What an interrupted run left half done is finished where it is, and changes in place touch what differs only.</summary>
public sealed class ResumedPlanTests : PlanTransferBench
{
    [Fact]
    public async Task What_an_interrupted_run_imported_is_finished_and_not_imported_again()
    {
        Data.Description = "customers";
        var plan = await PlanAsync();
        var data = Copy(Data, copy => copy.Description = null);
        var model = Copy(Model, copy => copy.Tags = []);

        var outcome = await ApplyWellAsync(plan);

        Assert.All(outcome, asset => Assert.Equal(CopyAction.Repaired, asset.Action));
        Assert.DoesNotContain("import", Prd.Calls);
        Assert.Equal(("customers", data.Id), (Prd.Single("churn.csv").Description, Prd.Single("churn.csv").Id));
        Assert.Equal(["churn"], model.Tags);
        Assert.Contains(data.Id, model.Entity.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_imports_the_whole_one_counts()
    {
        Data.Description = "customers";
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["churn.csv"] });
        CopyModel(Data);
        Copy(Data, copy => copy.Description = null);
        var whole = Copy(Data);

        var state = await CheckAsync(plan);

        Assert.Equal(whole.Id, state.Done[Change(plan, "churn.csv")]);
    }

    [Fact]
    public async Task A_new_version_that_is_there_already_is_not_sent_again_and_the_old_one_is_tagged()
    {
        var data = Copy(Data);
        var old = CopyModel(data, copy => copy.Content = "PMML 0"u8.ToArray());
        var plan = await PlanAsync();
        var added = CopyModel(data, copy => copy.Creator = "somebody");

        var outcome = Assert.Single(await ApplyWellAsync(plan));

        Assert.Equal((CopyAction.Unchanged, added.Id, old.Id), (outcome.Action, outcome.Target!.Id, Assert.Single(outcome.Superseded).Id));
        Assert.Contains(AssetHeader.SupersededTag, old.Tags);
        Assert.DoesNotContain(AssetHeader.SupersededTag, added.Tags);
        Assert.DoesNotContain("import", Prd.Calls);
    }

    [Fact]
    public async Task Bytes_that_an_interrupted_run_attached_are_not_sent_again()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync();
        data.MoreContent["new"] = Data.Content!;
        Assert.Empty((await CheckAsync(plan)).Drift);

        await ApplyWellAsync(plan);

        Assert.Equal((Data.Content, 0), (data.Content, data.MoreContent.Count));
        Assert.DoesNotContain("attach churn.csv", Prd.Calls);
        Assert.Equal("new", data.AttachmentId);
    }

    [Fact]
    public async Task Of_bytes_that_were_attached_twice_the_first_stay()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync(new PlanRequest("churn") { Assets = ["churn.csv"] });
        var state = await CheckAsync(plan);
        data.Content = Data.Content;
        data.AttachmentId = "first";
        data.MoreContent["second"] = Data.Content!;

        await Transfer.ApplyAsync(plan, state, VerifyAsync, null, CancellationToken.None);

        Assert.Equal(("first", 0), (data.AttachmentId, data.MoreContent.Count));
        Assert.DoesNotContain("attach churn.csv", Prd.Calls);
    }

    [Fact]
    public async Task An_upload_that_never_ended_is_cleared_away()
    {
        var data = Copy(Data, copy => copy.Description = "old");
        var plan = await PlanAsync();
        data.Incomplete.Add("half");

        var outcome = (await ApplyWellAsync(plan)).Single(asset => asset.Source.Name == "churn.csv");

        Assert.Empty(data.Incomplete);
        Assert.Equal(Data.Content, data.Content);
        Assert.DoesNotContain("attach churn.csv", Prd.Calls);
        Assert.Equal(["content", "/metadata/description"], outcome.Patched);
    }

    [Fact]
    public async Task Content_is_attached_under_its_own_name_and_type()
    {
        Copy(Data, copy => copy.Content = "old"u8.ToArray());
        Data.Incomplete.Add("half");

        var outcome = (await ApplyWellAsync(await PlanAsync())).Single(asset => asset.Source.Name == "churn.csv");

        Assert.Equal(("churn.csv", "text/plain"), (Prd.LastContent!.Name, Prd.LastContent.MimeType));
        Assert.Equal(["content"], outcome.Patched);
        Assert.Equal((CopyAction.Updated, 7, Change(await PlanAsync(), "churn.csv").SourceSha256), (outcome.Action, outcome.Bytes, outcome.Sha256));
    }

    [Fact]
    public async Task Content_that_changes_between_its_check_and_its_upload_is_not_sent()
    {
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());
        CopyModel(data);
        var plan = await PlanAsync();
        var state = await CheckAsync(plan);
        Uat.OnContent = _ => "evil"u8.ToArray();

        var outcome = Assert.Single(await Transfer.ApplyAsync(plan, state, VerifyAsync, null, CancellationToken.None));

        Assert.Equal(CopyAction.Failed, outcome.Action);
        Assert.IsType<SourceChangedException>(outcome.Error);
        Assert.Equal("old"u8.ToArray(), data.Content);
        Assert.Empty(Prd.Writes);
    }

    [Fact]
    public async Task Content_that_the_source_does_not_have_goes_away()
    {
        Data.Content = null;
        Data.Description = "a view";
        var data = Copy(Data, copy => copy.Content = "old"u8.ToArray());

        await ApplyWellAsync(await PlanAsync());

        Assert.Null(data.Content);
        Assert.DoesNotContain("attach churn.csv", Prd.Calls);
    }

    [Fact]
    public async Task A_description_alone_is_changed_alone_and_one_that_the_source_lacks_is_emptied()
    {
        var data = Copy(Data, copy => copy.Description = "old");

        var outcome = (await ApplyWellAsync(await PlanAsync())).Single(asset => asset.Source.Name == "churn.csv");

        Assert.Equal(["/metadata/description"], outcome.Patched);
        Assert.Equal("", data.Description);
        Assert.DoesNotContain(Prd.Calls, call => call.StartsWith("attach", StringComparison.Ordinal) || call.StartsWith("detach", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_description_and_a_place_behind_a_connection_are_changed_together()
    {
        Data.Content = null;
        Data.Description = "new";
        (Data.ConnectionId, Data.ConnectionPath) = (Connection.Id, "/public/churn");
        var connection = Copy(Connection);
        var data = Copy(Data, copy => (copy.ConnectionId, copy.ConnectionPath, copy.Description) = (connection.Id, "/public/old", "old"));

        await ApplyWellAsync(await PlanAsync());

        Assert.Equal(("new", "/public/churn"), (data.Description, data.ConnectionPath));
    }

    [Fact]
    public async Task Of_two_arrivals_the_whole_one_takes_over_and_the_other_is_left_as_it_is()
    {
        Model.Description = "v2";
        var present = Copy(Data);
        var old = CopyModel(present, copy => copy.Content = "PMML 0"u8.ToArray());
        var plan = await PlanAsync();
        var half = CopyModel(present, copy => copy.Description = null);
        var whole = CopyModel(present);

        var outcome = Assert.Single(await ApplyAsync(plan));

        Assert.Equal(whole.Id, outcome.Target!.Id);
        Assert.Contains(AssetHeader.SupersededTag, old.Tags);
        Assert.DoesNotContain(AssetHeader.SupersededTag, half.Tags);
        Assert.DoesNotContain("import", Prd.Calls);
    }

    [Fact]
    public async Task A_value_is_set_at_the_deepest_place_that_both_have()
    {
        Data.Entity["data_asset"]!["origin"] = Json("""{"system":{"name":"crm","version":2},"team":"a"}""");
        var data = Copy(Data, copy => copy.Entity["data_asset"]!["origin"] = Json("""{"team":"b","kept":true}"""));

        var outcome = (await ApplyWellAsync(await PlanAsync())).Single(asset => asset.Source.Name == "churn.csv");

        Assert.Equal(["/entity/data_asset/origin/kept", "/entity/data_asset/origin/system", "/entity/data_asset/origin/team"], outcome.Patched.OrderBy(one => one, StringComparer.Ordinal));
        Assert.Equal("crm", (string?)data.Entity["data_asset"]!["origin"]!["system"]!["name"]);
    }

    [Fact]
    public async Task A_failure_at_one_asset_is_told_and_the_others_are_done()
    {
        Copy(Data, copy => copy.Content = "old"u8.ToArray());
        var plan = await PlanAsync();
        Prd.Before = call =>
        {
            if (call == "attach churn.csv")
                throw new InvalidOperationException("disk full");
        };

        var outcome = await ApplyAsync(plan);

        var failed = outcome.Single(asset => asset.Source.Name == "churn.csv");
        Assert.Equal((CopyAction.Failed, "disk full"), (failed.Action, failed.Error?.Message));
        Assert.Equal(CopyAction.Added, outcome.Single(asset => asset.Source.Name == "churn").Action);
    }

    [Fact]
    public async Task A_lock_that_is_lost_amid_changes_in_place_stops_all()
    {
        Copy(Data, copy =>
        {
            copy.Content = "old"u8.ToArray();
            copy.Description = "old";
        });
        var plan = await PlanAsync();
        var state = await CheckAsync(plan);
        Task Verify(CancellationToken token) => Prd.Calls.Contains("detach churn.csv") ? throw new LockLostException("prd") : Task.CompletedTask;

        await Assert.ThrowsAsync<LockLostException>(() => Transfer.ApplyAsync(plan, state, Verify, null, CancellationToken.None));

        Assert.DoesNotContain(Prd.Calls, call => call.StartsWith("edit churn.csv", StringComparison.Ordinal));
    }
}
