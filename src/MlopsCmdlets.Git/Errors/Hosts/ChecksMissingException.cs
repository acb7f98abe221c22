namespace MlopsCmdlets.Git.Errors;

/// <summary>Required checks of a pull request are red, or are not green in time.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="failed">Names of the red ones.</param>
/// <param name="pending">Names of those that run or have not begun.</param>
/// <param name="inner">What it was made of.</param>
public sealed class ChecksMissingException(GitHostFailure failure, IReadOnlyList<string> failed, IReadOnlyList<string> pending, Exception? inner = null)
    : GitHostException(failure, (failed.Count > 0 ? $"required checks failed: {string.Join(", ", failed)}." : $"required checks are not green yet: {string.Join(", ", pending)}.") + " Nothing was merged.", inner)
{
    /// <summary>Names of the red ones.</summary>
    public IReadOnlyList<string> Failed { get; } = failed;

    /// <summary>Names of those that run or have not begun.</summary>
    public IReadOnlyList<string> Pending { get; } = pending;

    /// <inheritdoc/>
    public override string RecommendedAction => Failed.Count > 0 ? "Repair what the checks found, and push." : "Run what publishes the checks, or give more time with -TimeoutSec.";
}
