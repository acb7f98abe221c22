using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Tests.Applying;

public sealed class RollbackTests
{
    [Fact]
    public async Task The_earlier_model_serves_again_and_is_the_current_version()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        var (newer, older) = (bench.Ledger.Entries[0].Deployment!.AssetId, bench.Ledger.Entries[0].Deployment!.PreviousAssetId);

        var result = await bench.UndoAsync();

        Assert.Equal((PromotionOutcome.Succeeded, 0), (result.Outcome, result.ExitCode));
        Assert.Equal("model v1", bench.Serves);
        Assert.Equal(["Check", "Lock", "Switch", "SmokeAfterSwitch", "Record", "Unlock"], result.Steps.Select(step => step.Name));
        Assert.Equal((EntryKind.Rollback, older, newer), (result.Entry!.Kind, result.Entry.Deployment!.AssetId, result.Entry.Deployment.PreviousAssetId));
        Assert.Equal(FakePlanning.Hash(bench.Target.Assets.Single(asset => asset.Id == older)), result.Entry.Deployment.AssetSha256);
        Assert.False(bench.Target.Assets.Single(asset => asset.Id == older).Header.IsSuperseded);
        Assert.True(bench.Target.Assets.Single(asset => asset.Id == newer).Header.IsSuperseded);
        Assert.False(bench.Ledger.IsLocked);
    }

    [Fact]
    public async Task Running_it_again_does_nothing_and_says_how_to_go_further()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        await bench.UndoAsync();

        var again = await bench.UndoAsync();

        Assert.Equal(PromotionOutcome.AlreadyApplied, again.Outcome);
        Assert.Contains("-To", Assert.Single(again.Warnings));
        Assert.Equal(2, bench.Ledger.Entries.Count);
        Assert.Equal("model v1", bench.Serves);
    }

    [Fact]
    public async Task A_deployment_that_has_the_model_and_does_not_serve_it_is_not_called_done()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        await bench.UndoAsync();
        bench.Serving.Deployments[0] = bench.Serving.Deployments[0] with { State = "failed" };

        var again = await bench.UndoAsync();

        Assert.Equal(PromotionOutcome.Succeeded, again.Outcome);
        Assert.Equal("ready", bench.Serving.Deployments[0].State);
    }

    [Fact]
    public async Task A_promotion_that_left_the_model_as_it_was_does_not_hide_the_one_before()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Source.Single("train.csv").Content = "a,b\n3,4\n"u8.ToArray();
        Assert.Equal(0, (await bench.ApplyAsync(bench.Planning.Plan())).ExitCode);
        Assert.Equal(bench.Ledger.Entries[0].Deployment!.AssetId, bench.Ledger.Entries[1].Deployment!.AssetId);

        var result = await bench.UndoAsync();

        Assert.Equal(PromotionOutcome.Succeeded, result.Outcome);
        Assert.Equal("model v1", bench.Serves);
    }

    [Fact]
    public async Task It_goes_to_any_entry_there_and_back()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Source.Single("Churn").Content = "model v3"u8.ToArray();
        Assert.Equal(0, (await bench.ApplyAsync(bench.Planning.Plan())).ExitCode);
        await bench.UndoAsync();
        Assert.Equal("model v2", bench.Serves);

        var result = await bench.UndoAsync(new UndoRequest { To = 2 });

        Assert.Equal("model v3", bench.Serves);
        Assert.Equal(2, result.Entry!.RestoredFrom);
        Assert.Equal(PromotionOutcome.AlreadyApplied, (await bench.UndoAsync(new UndoRequest { To = 2 })).Outcome);
        await bench.UndoAsync(new UndoRequest { To = 1 });
        Assert.Equal("model v2", bench.Serves);
    }

    [Fact]
    public async Task It_works_when_the_newer_model_is_gone()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Target.Assets.RemoveAll(asset => asset.Id == bench.Ledger.Entries[0].Deployment!.AssetId);

        Assert.Equal(0, (await bench.UndoAsync()).ExitCode);
        Assert.Equal("model v1", bench.Serves);
    }

    [Fact]
    public async Task It_refuses_when_the_older_model_is_gone_or_was_changed()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Source.Single("Churn").Content = "model v3"u8.ToArray();
        await bench.ApplyAsync(bench.Planning.Plan());
        var older = bench.Target.Assets.Single(asset => asset.Id == bench.Ledger.Entries[0].Deployment!.AssetId);
        older.Content = "model vX"u8.ToArray();
        Assert.Contains("another content", Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync()).Error).Message);
        bench.Target.Assets.Remove(older);

        var result = await bench.UndoAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{older.Id} is gone", Assert.IsType<RollbackImpossibleException>(result.Error).Message);
        Assert.Equal("model v3", bench.Serves);
        Assert.Equal(2, bench.Ledger.Entries.Count);
    }

    [Theory]
    [InlineData(99, "no entry 99")]
    [InlineData(2, "did not make")]
    public async Task An_entry_that_says_nothing_of_the_deployment_is_refused(int to, string reason)
    {
        var bench = await ConvergenceTests.PromotedAsync();
        await bench.Ledger.AppendAsync(bench.Ledger.Entries[0] with { Deployment = null, Outcome = PromotionOutcome.Failed }, CancellationToken.None);

        Assert.Contains(reason, Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync(new UndoRequest { To = to })).Error).Message);
    }

    [Fact]
    public async Task Nothing_served_before_a_created_deployment_and_an_empty_record_has_nothing()
    {
        var bench = new PromotionBench(serving: false);
        Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync()).Error);
        await bench.ApplyAsync(bench.Planning.Plan());
        Assert.Contains("nothing served before", Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync()).Error).Message);
    }

    [Fact]
    public async Task Of_several_deployments_one_has_to_be_named()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        await bench.Ledger.AppendAsync(bench.Ledger.Entries[0] with { Deployment = new RecordedDeployment("d2", "Other", null, "x", "y") }, CancellationToken.None);

        Assert.Contains("'Other' (d2)", Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync()).Error).Message);
        Assert.Contains("'nope'", Assert.IsType<RollbackImpossibleException>((await bench.UndoAsync(new UndoRequest { Deployment = "nope" })).Error).Message);
        Assert.Equal(0, (await bench.UndoAsync(new UndoRequest { Deployment = "ChurnProd" })).ExitCode);
    }

    [Fact]
    public async Task A_failing_smoke_score_puts_back_what_served()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Wire.After = call =>
        {
            if (call == "score")
                throw new SmokeFailedException("ChurnProd", "503");
        };

        var result = await bench.UndoAsync();

        Assert.IsType<SmokeFailedException>(result.Error);
        Assert.Equal("model v2", bench.Serves);
        Assert.Equal(PromotionOutcome.Failed, bench.Ledger.Entries[1].Outcome);
        Assert.Equal(EntryKind.Rollback, bench.Ledger.Entries[1].Kind);
    }

    [Fact]
    public async Task Production_demands_rows_here_too()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Production = true;
        bench.Request = bench.Request with { SmokeRows = null };
        Assert.IsType<SmokeDataMissingException>((await bench.UndoAsync()).Error);
        bench.Request = bench.Request with { SkipSmoke = true };
        Assert.Contains("smoke score skipped on request", (await bench.UndoAsync()).Entry!.Notes);
    }

    [Fact]
    public async Task What_no_entry_explains_is_noted()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        var other = bench.Target.Add("wml_model", "byHand", "x").Id;
        bench.Serving.Deployments[0] = bench.Serving.Deployments[0] with { AssetId = other };

        var result = await bench.UndoAsync();

        Assert.Contains(result.Entry!.Notes, note => note.Contains(other));
        Assert.Equal(other, result.Entry.Deployment!.PreviousAssetId);
    }

    [Fact]
    public async Task A_record_that_is_not_intact_is_warned_of_once()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Ledger.Faults.Add(new RecordFault(RecordFaultKind.Gap, 7, null, "Entry 7 is missing."));

        var result = await bench.UndoAsync();

        Assert.Equal(PromotionOutcome.Succeeded, result.Outcome);
        Assert.Contains("Entry 7 is missing.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(result.Entry!.Notes);
    }

    [Fact]
    public async Task A_record_of_a_later_version_is_refused_before_anything_changes()
    {
        var bench = await ConvergenceTests.PromotedAsync();
        bench.Ledger.Newer = new NewerDocumentException("record file 'x'", "/form", 2, 1);

        var result = await bench.UndoAsync();

        Assert.IsType<NewerDocumentException>(result.Error);
        Assert.Equal("model v2", bench.Serves);
        Assert.DoesNotContain(result.Steps, step => step.Name == "Lock");
    }
}
