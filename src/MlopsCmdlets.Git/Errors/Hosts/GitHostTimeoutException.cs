namespace MlopsCmdlets.Git.Errors;

/// <summary>The host did not finish in time. What it had begun may still finish by itself.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="waitedFor">What was waited for, in a form that fits before "did not happen".</param>
/// <param name="limit">How long it was waited for.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostTimeoutException(GitHostFailure failure, string waitedFor, TimeSpan limit, Exception? inner = null)
    : GitHostException(failure, $"{waitedFor} did not happen within {Seconds(limit)}.", inner)
{
    /// <summary>What was waited for.</summary>
    public string WaitedFor { get; } = waitedFor;

    /// <summary>How long it was waited for.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the state again later, or give more time with -TimeoutSec; running it again is safe.";
}
