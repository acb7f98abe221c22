using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Applying;

/// <summary>Killed before or after any call, and run again: the same state, nothing twice, nothing temporary left.</summary>
public sealed class ConvergenceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_promotion_killed_at_any_call_is_completed_by_the_next_run(bool serving)
    {
        var whole = new PromotionBench(serving: serving);
        Assert.Equal(PromotionOutcome.Succeeded, (await whole.ApplyAsync(whole.Planning.Plan())).Outcome);
        var calls = whole.Wire.Passes.Count;
        Assert.InRange(calls, 40, 400);

        for (var at = 0; at < calls; at++)
        {
            var bench = new PromotionBench(serving: serving);
            var plan = bench.Planning.Plan();
            bench.Wire.KillAt = at;
            var killed = await bench.ApplyAsync(plan);
            Assert.True(bench.Wire.Passes.Count == at, $"pass {at}");
            Assert.True(killed.Outcome == PromotionOutcome.Failed || bench.Ledger.Entries.Count == 1, $"pass {at}: {killed.Outcome}");
            bench.Wire.Restart();

            var again = await bench.ApplyAsync(plan);

            Assert.True(again.ExitCode == 0, $"killed at {whole.Wire.Passes[at]}: {again.Error}");
            Assert.Equal(whole.State, bench.State);
            var entry = Assert.Single(bench.Ledger.Entries);
            Assert.Equal(PromotionOutcome.Succeeded, entry.Outcome);
            Assert.Equal(plan.Deployment!.CurrentAssetId, entry.Deployment!.PreviousAssetId);

            bench.Wire.Restart();
            Assert.Equal(PromotionOutcome.AlreadyApplied, (await bench.ApplyAsync(plan)).Outcome);
            Assert.Equal(whole.State, bench.State);
            Assert.Single(bench.Ledger.Entries);
        }
    }

    [Fact]
    public async Task A_rollback_killed_at_any_call_is_completed_by_the_next_run()
    {
        var whole = await PromotedAsync();
        await whole.UndoAsync();
        var calls = whole.Wire.Passes.Count;
        Assert.Equal("model v1", whole.Serves);

        for (var at = 0; at < calls; at++)
        {
            var bench = await PromotedAsync();
            bench.Wire.KillAt = at;
            await bench.UndoAsync();
            bench.Wire.Restart();

            var again = await bench.UndoAsync();

            Assert.True(again.ExitCode == 0, $"killed at {whole.Wire.Passes[at]}: {again.Error}");
            Assert.Equal(whole.State, bench.State);
            Assert.Equal([EntryKind.Promotion, EntryKind.Rollback], bench.Ledger.Entries.Select(entry => entry.Kind));
            Assert.Equal(bench.Ledger.Entries[0].Deployment!.AssetId, bench.Ledger.Entries[1].Deployment!.PreviousAssetId);
        }
    }

    [Fact]
    public async Task A_failure_at_any_call_leaves_the_earlier_model_serving_or_the_new_one_recorded()
    {
        var whole = new PromotionBench();
        await whole.ApplyAsync(whole.Planning.Plan());
        for (var at = 0; at < whole.Wire.Passes.Count; at++)
        {
            var bench = new PromotionBench();
            var plan = bench.Planning.Plan();
            var (pass, name) = (0, whole.Wire.Passes[at]);
            // One call fails once; everything else, the tidying up included, works.
            void Fail(string call)
            {
                if (pass++ == at)
                    throw new IOException("connection reset");
            }
            bench.Wire.Before = Fail;
            bench.Wire.After = Fail;

            var result = await bench.ApplyAsync(plan);

            var recorded = bench.Ledger.Entries.Exists(entry => entry.Outcome == PromotionOutcome.Succeeded);
            if (result.Error is not RecordNotWrittenException)
                Assert.True(bench.Serves == (recorded ? "model v2" : "model v1"), $"{name}: serves {bench.Serves}, {result.Outcome}, {result.Error?.Message}");
            Assert.All(bench.Serving.Deployments, deployment => Assert.True(deployment.Tags.Count == 0 || name.Contains("delete deployment"), name));

            bench.Wire.Restart();
            Assert.True((await bench.ApplyAsync(plan)).ExitCode == 0, name);
            Assert.Equal(whole.State, bench.State);
        }
    }

    internal static async Task<PromotionBench> PromotedAsync()
    {
        var bench = new PromotionBench();
        Assert.Equal(PromotionOutcome.Succeeded, (await bench.ApplyAsync(bench.Planning.Plan())).Outcome);
        Assert.Equal("model v2", bench.Serves);
        bench.Wire.Restart();
        return bench;
    }
}
