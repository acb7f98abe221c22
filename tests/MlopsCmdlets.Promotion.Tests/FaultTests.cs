using System.Text;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests;

/// <summary>Faults at every step. The bench checks after each that no temporary file and no export is left.</summary>
public sealed class FaultTests : TransferBench
{
    private static readonly string[] SourceCalls = ["list assets", "read churn", "export", "get export", "open export"];
    private static readonly string[] TargetCalls = ["list assets", "list imports", "import", "get import"];

    public static TheoryData<string, bool, bool> Steps()
    {
        var data = new TheoryData<string, bool, bool>();
        foreach (var cancel in new[] { false, true })
        {
            foreach (var call in SourceCalls)
                data.Add(call, true, cancel);
            foreach (var call in TargetCalls)
                data.Add(call, false, cancel);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_failure_or_cancel_at_any_step_cleans_up_and_the_next_copy_completes(string call, bool atSource, bool cancel)
    {
        AddModel();
        using var stop = new CancellationTokenSource();
        void Fault(string made)
        {
            if (made != call)
                return;
            if (cancel)
                stop.Cancel();
            else
                throw new InvalidOperationException("503");
        }
        (atSource ? Source : Target).Before = Fault;
        if (cancel)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CopyAsync(cancellationToken: stop.Token));
        else
            await Assert.ThrowsAsync<InvalidOperationException>(() => CopyAsync());
        Assert.Equal(0, Source.ExportCount);
        Assert.Equal(0, Spools.Left);

        (atSource ? Source : Target).Before = _ => { };
        var asset = Assert.Single((await CopyAsync()).Assets);
        Assert.True(asset.Action is CopyAction.Added or CopyAction.Unchanged);
        Assert.Single(Target.Assets);
    }

    [Fact]
    public async Task A_cancel_after_the_export_was_made_but_before_its_reply_removes_it()
    {
        AddModel();
        using var stop = new CancellationTokenSource();
        Source.After = call => { if (call == "export") stop.Cancel(); };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CopyAsync(cancellationToken: stop.Token));
        Assert.Equal(0, Source.ExportCount);
    }

    [Fact]
    public async Task A_lost_reply_to_the_export_is_found_by_its_name_and_not_repeated()
    {
        AddModel();
        Source.After = call => { if (call == "export") throw new ReplyLostException("POST /v2/asset_exports", new IOException("reset")); };
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
        Assert.Equal(1, Source.Calls.Count(call => call == "export"));
    }

    [Fact]
    public async Task A_lost_export_request_that_left_no_trace_is_an_error()
    {
        AddModel();
        Source.Before = call => { if (call == "export") throw new ReplyLostException("POST /v2/asset_exports", new IOException("reset")); };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => CopyAsync());
        Assert.Equal(1, Source.Calls.Count(call => call == "export"));
    }

    [Fact]
    public async Task A_lost_reply_to_the_import_adopts_the_only_new_one_of_this_user()
    {
        AddModel();
        Target.AddForeignImport("me"); // earlier
        Target.After = call =>
        {
            if (call != "import")
                return;
            Target.AddForeignImport("somebody else");
            throw new ReplyLostException("POST /v2/asset_imports", new IOException("reset"));
        };
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
        Assert.Equal(1, Target.Calls.Count(call => call == "import"));
        Assert.Single(Target.Assets);
    }

    [Fact]
    public async Task A_lost_import_that_cannot_be_told_is_never_repeated()
    {
        AddModel();
        Target.Before = call => { if (call == "import") throw new ReplyLostException("POST", new IOException("reset")); };
        Assert.Empty((await Assert.ThrowsAsync<OutcomeUnknownException>(() => CopyAsync())).Candidates);
        Assert.Equal(1, Target.Calls.Count(call => call == "import"));

        Target.Before = _ => { };
        Target.After = call =>
        {
            if (call != "import")
                return;
            Target.AddForeignImport("me");
            throw new ReplyLostException("POST", new IOException("reset"));
        };
        Assert.Equal(2, (await Assert.ThrowsAsync<OutcomeUnknownException>(() => CopyAsync())).Candidates.Count);
        Assert.Equal(2, Target.Calls.Count(call => call == "import"));
    }

    [Fact]
    public async Task A_failed_export_tells_the_servers_reason()
    {
        AddModel();
        Source.ExportEnd = JobState.Failed;
        var error = await Assert.ThrowsAsync<ExportFailedException>(() => CopyAsync());
        Assert.Contains("SPACES0045E", error.Message, StringComparison.Ordinal);
        Assert.Empty(Target.Writes);
    }

    [Fact]
    public async Task An_export_that_never_ends_is_given_up_after_its_time()
    {
        AddModel();
        Source.Polls = int.MaxValue;
        Options = new TransferOptions { JobTimeout = TimeSpan.FromMinutes(1) };
        await Assert.ThrowsAsync<JobTimeoutException>(() => CopyAsync());
    }

    [Fact]
    public async Task A_failed_import_tells_what_it_left_behind_and_removes_nothing()
    {
        AddModel();
        Target.ImportEnd = JobState.Failed;
        Target.After = call => { if (call == "import") Target.Add("wml_model", "churn", "half"); };
        var error = await Assert.ThrowsAsync<ImportFailedException>(() => CopyAsync());
        Assert.Contains("bad bundle", error.Message, StringComparison.Ordinal);
        Assert.Equal(Target.Single("churn").Id, Assert.Single(error.LeftBehind).Id);
    }

    [Fact]
    public async Task Content_that_arrives_damaged_is_refused_and_removed_and_the_earlier_version_stays_current()
    {
        AddModel();
        var old = Target.Add("wml_model", "churn", "old");
        Target.OnArrival = asset =>
        {
            asset.Content = Encoding.UTF8.GetBytes("<PMMM/>");
            return asset;
        };
        var asset = Assert.Single((await CopyAsync(force: true)).Assets);
        Assert.Equal(CopyAction.Failed, asset.Action);
        Assert.True(Assert.IsType<VerificationException>(asset.Error).IsRemoved);
        Assert.Same(old, Assert.Single(Target.Assets));
        Assert.Empty(old.Tags);
    }

    [Fact]
    public async Task A_damaged_copy_that_may_be_anothers_is_not_removed()
    {
        AddModel();
        Target.UserId = null;
        Target.OnContent = bytes => [.. bytes, 0];
        var asset = Assert.Single((await CopyAsync()).Assets);
        Assert.False(Assert.IsType<VerificationException>(asset.Error).IsRemoved);
        Assert.Single(Target.Assets);
    }

    [Fact]
    public async Task A_copy_that_was_read_back_damaged_is_read_anew_by_the_next_one()
    {
        AddModel();
        Target.UserId = null;
        Target.OnContent = bytes => [.. bytes, 0];
        Assert.IsType<VerificationException>(Assert.Single((await CopyAsync()).Assets).Error);

        Target.OnContent = bytes => bytes;
        Assert.Equal(CopyAction.Unchanged, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Fact]
    public async Task A_failure_that_is_final_passes_as_it_is_and_the_bundle_is_not_asked_for_again()
    {
        AddModel();
        Source.BreakAfter.Enqueue(0);
        Source.IsFinal = true;
        await Assert.ThrowsAnyAsync<IOException>(() => CopyAsync());
        Assert.Single(Source.Calls, "open export");
    }

    [Fact]
    public async Task A_stale_or_cut_off_read_is_tried_once_more()
    {
        AddModel();
        var reads = 0;
        Target.OnContent = bytes => reads++ == 0 ? [] : bytes;
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Fact]
    public async Task An_asset_that_does_not_appear_is_told_and_one_that_appears_late_is_waited_for()
    {
        AddModel();
        Source.Add("data_asset", "train.csv", "a");
        FakeAsset? late = null;
        Target.OnArrival = asset =>
        {
            late = asset.Name == "train.csv" ? asset : late;
            return null;
        };
        var looks = 0;
        Target.Before = call =>
        {
            if (call == "list assets" && late is not null && ++looks == 3)
                Target.Assets.Add(late);
        };
        var result = await CopyAsync();
        Assert.IsType<AssetMissingException>(result.Assets.Single(asset => asset.Source.Name == "churn").Error);
        Assert.Equal(CopyAction.Added, result.Assets.Single(asset => asset.Source.Name == "train.csv").Action);
    }

    [Fact]
    public async Task A_new_asset_of_another_user_is_not_taken_for_the_copy()
    {
        AddModel();
        var foreign = new FakeAsset { Type = "wml_model", Name = "churn", Creator = "somebody", Content = Encoding.UTF8.GetBytes("<PMML/>") };
        Target.After = call => { if (call == "import") Target.Assets.Insert(0, foreign); };
        var asset = Assert.Single((await CopyAsync()).Assets);
        Assert.Equal(CopyAction.Added, asset.Action);
        Assert.NotEqual(foreign.Id, asset.Target!.Id);
    }

    [Fact]
    public async Task Two_copies_at_once_of_one_user_are_told_apart_by_content_or_not_at_all()
    {
        AddModel();
        Target.After = call => { if (call == "import") Target.Add("wml_model", "churn", "<other/>"); };
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);

        AddModel("second");
        Target.After = call => { if (call == "import") Target.Add("wml_model", "second", "<PMML/>"); };
        var error = Assert.IsType<AmbiguousTargetException>(Assert.Single((await CopyAsync(Named("second"))).Assets).Error);
        Assert.Equal(2, error.Candidates.Count);
        Assert.DoesNotContain(Target.Calls, call => call.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_download_goes_on_where_it_ended()
    {
        AddModel(content: string.Concat(Enumerable.Range(0, 40_000)));
        foreach (var bytes in new[] { 1000, -500, 0, 3000 })
            Source.BreakAfter.Enqueue(bytes);
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
        Assert.Equal(5, Source.Calls.Count(call => call == "open export"));
    }

    [Fact]
    public async Task A_server_that_cannot_resume_sends_again_from_the_beginning()
    {
        AddModel(content: string.Concat(Enumerable.Range(0, 40_000)));
        Source.CanResume = false;
        Source.BreakAfter.Enqueue(1000);
        Source.BreakAfter.Enqueue(900);
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
    }

    [Fact]
    public async Task A_download_that_keeps_breaking_is_given_up()
    {
        AddModel();
        for (var i = 0; i < 10; i++)
            Source.BreakAfter.Enqueue(0);
        var error = await Assert.ThrowsAsync<DownloadInterruptedException>(() => CopyAsync());
        Assert.IsType<IOException>(error.InnerException);
        Assert.Empty(Target.Writes);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such()
    {
        AddModel(content: new string('x', 10_000));
        Spools.Capacity = 100;
        var error = await Assert.ThrowsAsync<SpoolException>(() => CopyAsync());
        Assert.True(error.IsDiskFull);
        Assert.Empty(Target.Writes);
    }

    [Fact]
    public async Task A_damaged_bundle_never_reaches_the_target()
    {
        AddModel(content: "0123456789");
        Source.OnBundle = bytes =>
        {
            // In the middle of the last entry's data, which is the model's content.
            bytes[Encoding.GetEncoding("iso-8859-1").GetString(bytes).LastIndexOf("PK\u0003\u0004", StringComparison.Ordinal) + 30 + $"assets/wml_model/{Guid.Empty}/{Guid.Empty}".Length + 5] ^= 0x40;
            return bytes;
        };
        await Assert.ThrowsAnyAsync<BundleException>(() => CopyAsync());
        Assert.DoesNotContain("import", Target.Calls);
    }

    [Fact]
    public async Task A_bundle_without_a_selected_asset_is_refused()
    {
        var model = AddModel();
        Source.Add("data_asset", "train.csv", "a");
        Source.NeverExported.Add(model.Id);
        var error = await Assert.ThrowsAsync<BundleContentException>(() => CopyAsync());
        Assert.Contains("churn", Assert.Single(error.Missing), StringComparison.Ordinal);
        Assert.DoesNotContain("import", Target.Calls);
    }

    [Fact]
    public async Task An_export_that_cannot_be_removed_is_a_warning_with_its_name()
    {
        AddModel();
        var fail = true;
        Source.Before = call => { if (call == "delete export" && fail) throw new InvalidOperationException("403"); };
        var result = await CopyAsync();
        Assert.Equal(CopyAction.Added, Assert.Single(result.Assets).Action);
        Assert.Contains("mlops-", Assert.Single(result.Warnings), StringComparison.Ordinal);
        fail = false;
        foreach (var export in await Source.ListExportsAsync(default))
            await Source.DeleteExportAsync(export.Id, default);
    }

    [Fact]
    public async Task One_asset_that_cannot_be_read_does_not_stop_the_others()
    {
        AddModel();
        Source.Add("data_asset", "train.csv", "a");
        Target.Add("data_asset", "train.csv", "b");
        Source.Before = call => { if (call == "read train.csv") throw new InvalidOperationException("403"); };
        var result = await CopyAsync();
        Assert.Equal([CopyAction.Added, CopyAction.Failed], result.Assets.Select(asset => asset.Action));
    }

    [Fact]
    public async Task A_version_that_cannot_be_tagged_as_superseded_is_a_warning_and_the_next_forced_copy_does_it()
    {
        AddModel();
        var old = Target.Add("wml_model", "churn", "old");
        Target.Before = call => { if (call.StartsWith("edit", StringComparison.Ordinal)) throw new InvalidOperationException("409"); };
        var asset = Assert.Single((await CopyAsync(force: true)).Assets);
        Assert.Equal(CopyAction.Updated, asset.Action);
        Assert.Contains(old.Id, Assert.Single(asset.Warnings), StringComparison.Ordinal);

        Target.Before = _ => { };
        var again = Assert.Single((await CopyAsync(force: true)).Assets);
        Assert.Equal(CopyAction.Unchanged, again.Action);
        Assert.Equal(["mlops-superseded"], old.Tags);
    }

    [Fact]
    public async Task A_lost_reply_to_a_promotion_is_found_in_the_target()
    {
        Source = new FakeContainer("churn", ContainerKind.Project) { CanPromote = true, PromoteTarget = Target };
        AddModel();
        Source.After = call => { if (call.StartsWith("promote", StringComparison.Ordinal)) throw new ReplyLostException("POST promote", new IOException("reset")); };
        Assert.Equal(CopyAction.Added, Assert.Single((await CopyAsync()).Assets).Action);
        Assert.Single(Target.Assets);
    }
}
