using System.Diagnostics;

namespace MlopsCmdlets.Benchmarks.Score;

/// <summary>One run: how long it took, what all threads used, and how far the managed heap grew meanwhile.</summary>
internal sealed record Measurement(TimeSpan Elapsed, TimeSpan Processor, long PeakGrowth)
{
    /// <summary>Runs work and watches the heap every few milliseconds.</summary>
    public static async Task<Measurement> OfAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = before;
        await using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 10);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        return new Measurement(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - used, peak - before);
    }

    public static Measurement Median(IEnumerable<Measurement> runs)
    {
        List<Measurement> ordered = [.. runs.OrderBy(r => r.Elapsed)];
        return ordered[ordered.Count / 2];
    }
}
