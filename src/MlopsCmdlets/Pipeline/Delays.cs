namespace MlopsCmdlets.Pipeline;

/// <summary>Waiting by a given clock, alike on both frameworks.</summary>
internal static class Delays
{
    public static Task For(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif
}
