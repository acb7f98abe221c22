namespace MlopsCmdlets.Cpd.Models;

/// <summary>How to wait for something that the server does on its own time.</summary>
public sealed record CpdWaitOptions
{
    /// <summary>How long to wait at most; then <see cref="Errors.CpdWaitTimeoutException"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest pause between two looks; the first ones are shorter. Null takes the default of the operation (3 to 10 seconds).</summary>
    public TimeSpan? MaxInterval { get; init; }

    /// <summary>Called after each look, on any thread.</summary>
    public Action<CpdProgress>? Progress { get; init; }
}
