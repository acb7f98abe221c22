namespace MlopsCmdlets.Git.Errors;

/// <summary>The quota of calls is used up, and comes back later than there is time to wait.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="resetAt">When calls are accepted again.</param>
/// <param name="limit">How long it may take.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostRateLimitedException(GitHostFailure failure, DateTimeOffset resetAt, TimeSpan limit, Exception? inner = null)
    : GitHostException(failure, FormattableString.Invariant($"the quota of calls is used up until {resetAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, which is beyond the time limit of {limit.TotalSeconds:0} s. Nothing was changed."), inner)
{
    /// <summary>When calls are accepted again.</summary>
    public DateTimeOffset ResetAt { get; } = resetAt;

    /// <summary>How long it may take.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <inheritdoc/>
    public override string RecommendedAction => FormattableString.Invariant($"Run it again after {ResetAt.UtcDateTime:HH:mm:ss} UTC, or give more time with -TimeoutSec (of this command, if it has one, and of Connect-MlopsGitHost).");
}
