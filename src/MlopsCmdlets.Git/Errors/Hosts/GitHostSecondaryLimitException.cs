namespace MlopsCmdlets.Git.Errors;

/// <summary>The host refuses calls that come too many at once, and asks for a longer wait than there is time for.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="retryAfter">The wait that the host asks for; null when it names none.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostSecondaryLimitException(GitHostFailure failure, TimeSpan? retryAfter, Exception? inner = null)
    : GitHostException(failure, "the host refuses more calls for now: too many came in a short time" + (retryAfter is { } wait ? $"; it asks to wait {Seconds(wait)}." : "."), inner)
{
    /// <summary>The wait that the host asks for; null when it names none.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <inheritdoc/>
    public override string RecommendedAction => "Wait" + (RetryAfter is { } wait ? $" {Seconds(wait)}" : " some minutes") + ", then run it again with fewer calls at the same time, or with a longer -TimeoutSec.";
}
