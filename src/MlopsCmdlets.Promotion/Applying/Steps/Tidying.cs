using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying.Steps;

/// <summary>Work that has to be done although the run failed or was cancelled; it has a time limit of its own.</summary>
internal static class Tidying
{
    /// <summary>For what takes one or two requests.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    /// <summary>For putting a model back, which the cluster may take minutes for.</summary>
    internal static readonly TimeSpan Long = TimeSpan.FromMinutes(15);

    internal static async Task RunAsync(TimeProvider time, TimeSpan limit, Func<CancellationToken, Task> work)
    {
        using var timeout = time.CreateTimeout(limit);
        await work(timeout.Token).ConfigureAwait(false);
    }

    /// <summary>The same; a failure becomes a warning.</summary>
    internal static async Task TryAsync(TimeProvider time, TimeSpan limit, List<string> warnings, string what, Func<CancellationToken, Task> work)
    {
        try
        {
            await RunAsync(time, limit, work).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // tidying up must not hide how the run ended
        catch (Exception e)
#pragma warning restore CA1031
        {
            warnings.Add($"{what}: {e.Message}");
        }
    }
}
