namespace MlopsCmdlets.Git.Errors;

/// <summary>The head of a pull request is not the one that was looked at.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="expected">The head that was looked at.</param>
/// <param name="actual">Its head; null when it is not known.</param>
/// <param name="inner">What it was made of.</param>
public sealed class PullRequestHeadMovedException(GitHostFailure failure, string expected, string? actual, Exception? inner = null)
    : GitHostException(failure, $"its head is {(actual is null ? "another commit now" : "now " + Short(actual))}, not {Short(expected)}. Nothing was changed.", inner)
{
    /// <summary>The head that was looked at.</summary>
    public string Expected { get; } = expected;

    /// <summary>Its head; null when it is not known.</summary>
    public string? Actual { get; } = actual;

    /// <inheritdoc/>
    public override string RecommendedAction => "Review the new commits, then do it again with the new head.";
}
