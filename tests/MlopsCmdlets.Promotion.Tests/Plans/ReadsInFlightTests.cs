using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Tests.Plans;

/// <summary>A plan of many assets reads much at once, and both sides together never more than a server should bear.</summary>
public sealed class ReadsInFlightTests : PlanBench
{
    private const int Most = 16;
    private readonly TaskCompletionSource<bool> _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private int _seen;

    [Fact]
    public async Task Sixteen_reads_are_under_way_and_never_more()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"data{i}.csv")];
        foreach (var name in names)
            Copy(Uat.Add("data_asset", name, "a,b"), copy => copy.Content = "old"u8.ToArray());
        Uat.OnTheWay = Prd.OnTheWay = ReadAsync;

        var plan = await PlanAsync(new PlanRequest("churn") { Assets = names });

        Assert.Equal(names.Length, plan.Changes.Count(change => change.Action == ChangeAction.Update));
        Assert.Equal(Most, _seen);
    }

    private async Task ReadAsync(string call)
    {
        if (call.StartsWith("list", StringComparison.Ordinal))
            return;
        var now = Interlocked.Increment(ref _inFlight);
        for (var seen = _seen; now > seen; seen = _seen)
            Interlocked.CompareExchange(ref _seen, now, seen);
        // The first ones wait until all places are taken; after that each gives others many chances to come in besides.
        if (now >= Most)
            _full.TrySetResult(true);
        await Task.WhenAny(_full.Task, Task.Delay(TimeSpan.FromSeconds(30)));
        for (var i = 0; i < 100; i++)
            await Task.Yield();
        Interlocked.Decrement(ref _inFlight);
    }
}
