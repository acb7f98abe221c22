using MlopsCmdlets.Session;

namespace MlopsCmdlets.Completion;

/// <summary>Reads what a completer offers from a server: cached, and given up after half a second.</summary>
internal static class TimedCompletion
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    /// <summary>The names; null when they did not come in time. Called on the pipeline thread.</summary>
    /// <param name="key">Tells one list from another.</param>
    /// <param name="read">Reads the list, away from the pipeline thread.</param>
    public static IReadOnlyList<Completion>? Read(string key, Func<CancellationToken, Task<IReadOnlyList<Completion>>> read)
    {
        CompletionCache cache = RunspaceState.OfCurrent().Completions;
        if (cache.Get(key) is { } known)
            return known;
        using var limit = new CancellationTokenSource(Limit);
        CancellationToken token = limit.Token;
        Task<IReadOnlyList<Completion>> reading = Task.Run(() => read(token), token);
        if (Task.WaitAny([reading], Limit) != 0 || reading.Status != TaskStatus.RanToCompletion)
        {
            // Its timer may not have come so far, and after this method it never will.
            limit.Cancel();
            _ = reading.ContinueWith(t => _ = t.Exception, TaskScheduler.Default);
            return null;
        }

        IReadOnlyList<Completion> names = reading.GetAwaiter().GetResult();
        cache.Put(key, names);
        return names;
    }
}
