using CsCheck;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Tests.Modelled;

/// <summary>No entry is lost and none forks, whatever the order of events.</summary>
public sealed class RecordModelTests
{
    [Fact]
    public void Two_writers_keep_all_entries_in_every_order_of_their_requests() =>
        Choices.ForAll(length: 12, limit: 200_000, choices => Write(new World(choices), writers: 2, each: 1));

    [Fact]
    public void A_crash_at_any_point_leaves_a_whole_record_and_lets_the_other_write() =>
        Choices.ForAll(length: 9, limit: 200_000, choices => Write(new World(choices) { Crashes = 1 }, writers: 2, each: 1));

    [Fact]
    public void Lagging_listings_fork_nothing() =>
        Choices.ForAll(length: 9, limit: 200_000, choices => Write(new World(choices) { Lag = 2 }, writers: 2, each: 1));

    [Fact]
    public void Three_writers_with_lag_and_lost_requests_keep_all_entries() =>
        Gen.Int[0, 11].Array[80].Sample(decisions => Write(new World(new Choices(decisions)) { Lag = 4, Losses = 3 }, writers: 3, each: 2), iter: 3_000);

    [Fact]
    public void Three_writers_with_crashes_keep_all_entries() =>
        Gen.Int[0, 11].Array[80].Sample(decisions => Write(new World(new Choices(decisions)) { Crashes = 2, Losses = 2 }, writers: 3, each: 2), iter: 3_000);

    private static PromotionRecord RecordOf(World world, int i) => new(world.FilesOf(i), "prd", new Actor("https://cpd", $"{i}", $"user{i}"), world.ServicesOf(i));

    private static void Write(World world, int writers, int each)
    {
        var written = new List<PromotionEntry>();

        async Task WriteAsync(int i)
        {
            for (var n = 0; n < each; n++)
                written.Add(await RecordOf(world, i).AppendAsync(Entries.New($"writer {i} entry {n}"), default));
        }

        world.Run([.. Enumerable.Range(0, writers).Select(WriteAsync)]);
        world.Lag = 0;
        PromotionHistory? history = null;
        world.Run(((Func<Task>)(async () => history = await RecordOf(world, 9).ReadAsync(default)))());

        Assert.Empty(history!.Faults);
        Assert.Empty(written.Select(entry => entry.Hash).Except(history.Entries.Select(entry => entry.Hash)));
        Assert.InRange(history.Entries.Count, written.Count, written.Count + world.Crashed.Count);
        Assert.True(world.Crashed.Count > 0 || written.Count == writers * each);
        Assert.Equal(history.Entries.Count, history.Entries.Select(entry => entry.Failure).Distinct().Count());
    }
}
