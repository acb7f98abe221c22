using CsCheck;
using MlopsCmdlets.Promotion.Locking;

namespace MlopsCmdlets.Promotion.Tests.Modelled;

/// <summary>Mutual exclusion and progress of the lock, whatever the order of events.</summary>
public sealed class LockModelTests
{
    [Fact]
    public void Two_contenders_exclude_each_other_in_every_order_of_their_requests()
    {
        var runs = Choices.ForAll(length: 13, limit: 200_000, choices => Contend(new World(choices), contenders: 2));
        Assert.True(runs > 1_000, $"Only {runs} schedules were tried.");
    }

    [Fact]
    public void Two_contenders_exclude_each_other_when_listings_lag() =>
        Choices.ForAll(length: 9, limit: 200_000, choices => Contend(new World(choices) { Lag = 2 }, contenders: 2));

    [Fact]
    public void A_crash_at_any_point_keeps_nobody_out() =>
        Choices.ForAll(length: 9, limit: 200_000, choices => Contend(new World(choices) { Crashes = 1 }, contenders: 2));

    [Fact]
    public void Three_contenders_with_crashes_lost_requests_and_lag_exclude_each_other() =>
        Gen.Int[0, 11].Array[60].Sample(decisions => Contend(new World(new Choices(decisions)) { Lag = 4, Crashes = 2, Losses = 2 }, contenders: 3), iter: 5_000);

    [Fact]
    public void Force_leaves_one_holder_and_the_others_notice() =>
        Gen.Int[0, 11].Array[60].Sample(decisions =>
        {
            var world = new World(new Choices(decisions)) { Losses = 1 };
            var holders = new HashSet<int>();
            world.Run([.. Enumerable.Range(0, 3).Select(async i =>
            {
                ILockHandle handle;
                try
                {
                    handle = await LockOf(world, i).AcquireAsync(new LockRequest("test", TimeSpan.FromSeconds(i), Force: true), default);
                }
                catch (EnvironmentLockedException)
                {
                    return;
                }
                holders.Add(i);
                await world.StepAsync(i, "work");
                try
                {
                    await handle.VerifyAsync(default);
                }
                catch (LockLostException)
                {
                    holders.Remove(i);
                }
                await world.StepAsync(i, "more work");
                holders.Remove(i);
                await handle.ReleaseAsync(default);
            })]);
            Assert.Empty(world.Files);
        }, iter: 2_000);

    private static EnvironmentLock LockOf(World world, int i) => new(world.FilesOf(i), "prd", new Actor("https://cpd", $"{i}", $"user{i}"), world.ServicesOf(i));

    private static void Contend(World world, int contenders)
    {
        var inside = new HashSet<int>();
        var finished = 0;

        async Task ContendAsync(int i)
        {
            var handle = await LockOf(world, i).AcquireAsync(new LockRequest("test", TimeSpan.FromHours(10)), default);
            inside.Add(i);
            Assert.True(inside.Count(other => !world.Crashed.Contains(other)) == 1, "two hold the lock");
            await world.StepAsync(i, "work");
            try
            {
                await handle.VerifyAsync(default);
            }
            catch (LockLostException) when (world.Lag > 0)
            {
                // Listings that lag for so long look like a loss; stopping is the safe answer.
            }
            Assert.True(inside.Count(other => !world.Crashed.Contains(other)) == 1, "two hold the lock");
            inside.Remove(i);
            await handle.ReleaseAsync(default);
            finished++;
        }

        world.Run([.. Enumerable.Range(0, contenders).Select(ContendAsync)]);
        Assert.True(finished + world.Crashed.Count >= contenders);
        if (world.Crashed.Count == 0)
            Assert.Empty(world.Files);
    }
}
