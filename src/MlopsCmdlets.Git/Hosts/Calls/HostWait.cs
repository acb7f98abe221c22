namespace MlopsCmdlets.Git.Hosts.Calls;

/// <summary>Looks again and again, with growing pauses: short ones first, since most things are done within seconds.</summary>
internal static class HostWait
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Gives what was found when there is nothing left to wait for.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long to wait; the last look is at its end.</param>
    /// <param name="look">Reads the thing.</param>
    /// <param name="waitsFor">What it still waits for, in words; null ends the waiting.</param>
    /// <param name="tooLate">What to throw when the time is over, from the thing and the words.</param>
    /// <param name="progress">Is told the words whenever they change.</param>
    /// <param name="cancellationToken">Ends the waiting, not what is waited for.</param>
    public static async Task<T> UntilAsync<T>(
        TimeProvider time, TimeSpan timeout, Func<Task<T>> look, Func<T, string?> waitsFor, Func<T, string, Exception> tooLate, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var pause = FirstPause;
        string? told = null;
        while (true)
        {
            var found = await look().ConfigureAwait(false);
            if (waitsFor(found) is not { } words)
                return found;
            if (!string.Equals(words, told, StringComparison.Ordinal))
                progress?.Report(told = words);
            var left = timeout < TimeSpan.Zero ? LongestPause : timeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                throw tooLate(found, words);
            await PauseAsync(time, pause < left ? pause : left, cancellationToken).ConfigureAwait(false);
            pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 8 / 5));
        }
    }

    public static Task PauseAsync(TimeProvider time, TimeSpan pause, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(pause, time, cancellationToken);
#else
        time.Delay(pause, cancellationToken);
#endif
}
