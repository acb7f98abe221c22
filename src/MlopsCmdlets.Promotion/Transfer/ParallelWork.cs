namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Runs work on several items at once, results in the items' order.</summary>
internal static class ParallelWork
{
    internal static async Task<TResult[]> SelectAsync<T, TResult>(IReadOnlyList<T> items, int degree, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var next = -1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        async Task RunAsync()
        {
            for (var i = Interlocked.Increment(ref next); i < items.Count; i = Interlocked.Increment(ref next))
            {
                stop.Token.ThrowIfCancellationRequested();
                try
                {
                    results[i] = await work(items[i], stop.Token).ConfigureAwait(false);
                }
                catch
                {
                    // The others stop too; their cancellation must not hide this first failure.
                    stop.Cancel();
                    throw;
                }
            }
        }

        var runners = new Task[Math.Min(Math.Max(1, degree), Math.Max(1, items.Count))];
        for (var i = 0; i < runners.Length; i++)
            runners[i] = RunAsync();
        try
        {
            await Task.WhenAll(runners).ConfigureAwait(false);
        }
        catch when (!cancellationToken.IsCancellationRequested)
        {
            var first = Array.Find(runners, runner => runner.IsFaulted);
            if (first is not null)
                await first.ConfigureAwait(false);
            throw;
        }
        return results;
    }
}
