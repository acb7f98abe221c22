using MlopsCmdlets.Cpd.Errors;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Cpd.Calls;

/// <summary>Polls with growing pauses: short ones first, since most things are done within seconds.</summary>
internal static class Waiter
{
    private const int MaximumMissing = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <param name="time">The clock.</param>
    /// <param name="options">Time-out, progress, pause; null takes the defaults.</param>
    /// <param name="maximumPause">The longest pause of this operation.</param>
    /// <param name="operation">Completes "Waiting to …".</param>
    /// <param name="target">For the exception.</param>
    /// <param name="look">Reads the thing.</param>
    /// <param name="state">Its state word, percentage, and whether the waiting is over.</param>
    /// <param name="cancellationToken">Ends the waiting, not the operation.</param>
    public static async Task<T> UntilAsync<T>(
        TimeProvider time,
        CpdWaitOptions? options,
        TimeSpan maximumPause,
        string operation,
        string target,
        Func<CancellationToken, Task<T>> look,
        Func<T, (string State, int? Percent, bool Done)> state,
        CancellationToken cancellationToken)
    {
        options ??= new CpdWaitOptions();
        maximumPause = options.MaxInterval ?? maximumPause;
        var pause = FirstPause < maximumPause ? FirstPause : maximumPause;
        var start = time.GetTimestamp();
        var missing = 0;
        while (true)
        {
            T current;
            try
            {
                current = await look(cancellationToken).ConfigureAwait(false);
            }
            catch (CpdNotFoundException) when (missing < MaximumMissing)
            {
                // What was created a moment ago is not always seen by the next read.
                missing++;
                await DelayAsync(time, pause, cancellationToken).ConfigureAwait(false);
                pause = Longer(pause, maximumPause);
                continue;
            }

            var (word, percent, done) = state(current);
            var elapsed = time.GetElapsedTime(start);
            options.Progress?.Invoke(new CpdProgress(operation, word, percent, elapsed));
            if (done) return current;
            if (elapsed >= options.Timeout)
            {
                throw new CpdWaitTimeoutException($"Gave up waiting to {operation} after {Math.Round(elapsed.TotalSeconds)} seconds; its state is '{word}'.")
                {
                    State = word,
                    Target = target,
                    RecommendedAction = "It goes on at the server: look at its state later, or wait longer with a greater time-out.",
                };
            }

            var left = options.Timeout - elapsed;
            await DelayAsync(time, left < pause ? left : pause, cancellationToken).ConfigureAwait(false);
            pause = Longer(pause, maximumPause);
        }
    }

    private static TimeSpan Longer(TimeSpan pause, TimeSpan maximum) => TimeSpan.FromTicks(Math.Min(maximum.Ticks, pause.Ticks * 8 / 5));

    private static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        var pause = delay > TimeSpan.Zero ? delay : TimeSpan.FromMilliseconds(1);
#if NET
        return Task.Delay(pause, time, cancellationToken);
#else
        return time.Delay(pause, cancellationToken);
#endif
    }
}
