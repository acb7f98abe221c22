using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Tests.Pipeline;

public sealed class PipelineQueueTests
{
    [Fact]
    public async Task What_waits_for_a_place_when_the_work_ends_is_done_too_and_in_the_order_of_the_calls()
    {
        const int Count = PipelineQueue.Capacity + 1_000;
        var queue = new PipelineQueue();
        var seen = new List<int>();
        Task[] adding = [.. Enumerable.Range(0, Count).Select(i => queue.AddAsync(() => seen.Add(i), CancellationToken.None))];
        Assert.Equal(PipelineQueue.Capacity, adding.Count(task => task.IsCompleted));

        queue.Complete();
        queue.Drain(CancellationToken.None, () => false);

        Assert.Equal(Enumerable.Range(0, Count), seen);
        await Task.WhenAll(adding);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_place()
    {
        using var stop = new CancellationTokenSource();
        var queue = new PipelineQueue();
        for (int i = 0; i < PipelineQueue.Capacity; i++)
            await queue.AddAsync(() => { }, stop.Token);
        Task waiting = queue.AddAsync(() => { }, stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task What_comes_after_the_end_is_refused()
    {
        var queue = new PipelineQueue();
        queue.Complete();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.AddAsync(() => { }, CancellationToken.None));
    }
}
