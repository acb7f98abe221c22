namespace MlopsCmdlets.Git.Errors;

/// <summary>The reply to a change was lost, and looking for the change gave no answer either.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostOutcomeUnknownException(GitHostFailure failure, Exception? inner = null)
    : GitHostException(failure, "the reply was lost, and whether it was done could not be found out.", inner)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the host whether it was done before you run it again.";
}
