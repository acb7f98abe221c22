using System.Text;
using CsCheck;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Tests.Applying;

namespace MlopsCmdlets.Promotion.Tests.Properties;

/// <summary>What holds for every environment and every course of events.</summary>
public sealed class PromotionProperties
{
    private static readonly Gen<(bool Serving, int[] Source, int[] Target)> World =
        Gen.Select(Gen.Bool, Gen.Int[0, 3].Array[0, 4], Gen.Int[0, 3].Array[0, 4]);

    [Fact]
    public Task After_a_promotion_a_new_plan_is_empty() => World.SampleAsync(async world =>
    {
        var bench = Make(world);
        Assert.Equal(0, (await bench.ApplyAsync(bench.Planning.Plan())).ExitCode);
        Assert.True(bench.Planning.Plan().IsEmpty);
    }, iter: 200);

    [Fact]
    public Task A_run_killed_anywhere_and_run_again_reaches_the_same_state() => Gen.Select(World, Gen.Double.Unit, Gen.Double.Unit).SampleAsync(async (world, first, second) =>
    {
        var whole = Make(world);
        await whole.ApplyAsync(whole.Planning.Plan());
        var bench = Make(world);
        var plan = bench.Planning.Plan();
        // Killed twice before a run is left alone.
        foreach (var share in new[] { first, second })
        {
            bench.Wire.KillAt = (int)(share * whole.Wire.Passes.Count);
            await bench.ApplyAsync(plan);
            bench.Wire.Restart();
        }

        Assert.Equal(0, (await bench.ApplyAsync(plan)).ExitCode);

        Assert.Equal(whole.State, bench.State);
        Assert.Single(bench.Ledger.Entries);
    }, iter: 300);

    [Fact]
    public Task A_rollback_restores_what_served_and_a_failure_changes_nothing_that_serves() => Gen.Int[0, 5].Array[1, 8].SampleAsync(async events =>
    {
        var bench = new PromotionBench();
        // What the deployment is to serve, by the rules alone.
        var before = new Stack<string>();
        var (serves, rolledBack) = ("model v1", false);
        for (var i = 0; i < events.Length; i++)
        {
            switch (events[i])
            {
                case 0 or 1 or 2:
                    bench.Source.Single("Churn").Content = Encoding.UTF8.GetBytes($"event {i}");
                    Assert.Equal(0, (await bench.ApplyAsync(bench.Planning.Plan())).ExitCode);
                    before.Push(serves);
                    (serves, rolledBack) = ($"event {i}", false);
                    break;
                case 3:
                    bench.Source.Single("Churn").Content = Encoding.UTF8.GetBytes($"bad {i}");
                    Assert.Equal(PromotionOutcome.Failed, (await bench.ApplyAsync(bench.Planning.Plan())).Outcome);
                    // The copy that failed stays; another plan of another content takes its place.
                    break;
                default:
                    var result = await bench.UndoAsync();
                    if (rolledBack)
                        Assert.Equal(PromotionOutcome.AlreadyApplied, result.Outcome);
                    else if (before.Count == 0)
                        Assert.Equal(1, result.ExitCode);
                    else
                        (serves, rolledBack) = (before.Pop(), true);
                    break;
            }
            Assert.Equal(serves, bench.Serves);
            Assert.False(bench.Ledger.IsLocked);
        }
    }, iter: 200);

    private static PromotionBench Make((bool Serving, int[] Source, int[] Target) world)
    {
        var bench = new PromotionBench(serving: world.Serving);
        for (var i = 0; i < world.Source.Length; i++)
            bench.Source.Add("data_asset", $"file{i}", $"content {world.Source[i]}");
        for (var i = 0; i < world.Target.Length; i++)
            bench.Target.Add("data_asset", $"file{i}", $"content {world.Target[i]}");
        return bench;
    }
}
