namespace MlopsCmdlets.Git.Errors;

/// <summary>A branch has another tip than expected.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="branch">The branch.</param>
/// <param name="expected">The expected tip.</param>
/// <param name="actual">Its tip; null when it is not known.</param>
/// <param name="inner">What it was made of.</param>
public sealed class BranchMovedException(GitHostFailure failure, string branch, string expected, string? actual, Exception? inner = null)
    : GitHostException(failure, $"the branch '{branch}' is at {(actual is null ? "another commit" : Short(actual))}, not at {Short(expected)}. It was not changed.", inner)
{
    /// <summary>The branch.</summary>
    public string Branch { get; } = branch;

    /// <summary>The expected tip.</summary>
    public string Expected { get; } = expected;

    /// <summary>Its tip; null when it is not known.</summary>
    public string? Actual { get; } = actual;

    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the new commits, then do it again with the new tip.";
}
