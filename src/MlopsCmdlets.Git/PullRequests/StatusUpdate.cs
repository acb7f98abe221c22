namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A status to publish.</summary>
/// <param name="Context">Its name, for example <c>mlops/uat-gate</c>; on Azure Repos genre <c>mlops</c> and name <c>uat-gate</c>.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="Description">One line; GitHub keeps 140 characters.</param>
/// <param name="TargetUrl">Where there is more; null for nowhere.</param>
public sealed record StatusUpdate(string Context, CheckOutcome Outcome, string Description, Uri? TargetUrl)
{
    /// <summary>The head that it is about, of a pull request: it is published only while that is the head. Null means whatever the head is.</summary>
    public string? ExpectedHead { get; init; }
}
