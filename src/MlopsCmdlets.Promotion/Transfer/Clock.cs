namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Waiting and time limits on a <see cref="TimeProvider"/>, the same on both frameworks.</summary>
internal static class Clock
{
    internal static Task WaitAsync(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif

    internal static CancellationTokenSource CreateTimeout(this TimeProvider time, TimeSpan limit) =>
#if NET
        new(limit, time);
#else
        time.CreateCancellationTokenSource(limit);
#endif
}
