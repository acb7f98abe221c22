namespace MlopsCmdlets.Git.Errors;

/// <summary>The host answers that it is out of order, again and again.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostUnavailableException(GitHostFailure failure, Exception? inner = null)
    : GitHostException(failure, $"the host is out of order{(failure.Status is { } status ? $" (status {status})" : "")}.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the host's status page, and run it again later: nothing is made twice.";
}
