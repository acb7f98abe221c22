namespace MlopsCmdlets.Git.Errors;

/// <summary>The host refuses for a reason of its own.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostRefusedException(GitHostFailure failure, Exception? inner = null)
    : GitHostException(failure, $"the host refuses{(failure.Status is { } status ? $" (status {status})" : "")}.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Read the host's reason.";
}
