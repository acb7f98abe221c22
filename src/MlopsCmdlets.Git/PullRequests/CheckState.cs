namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A status or check run of a commit or pull request.</summary>
/// <param name="Name">Its context, for example <c>mlops/uat-gate</c>.</param>
/// <param name="Outcome">How it stands.</param>
/// <param name="IsRequired">Whether the base demands it.</param>
/// <param name="Description">What it says, as the host sent it.</param>
/// <param name="TargetUrl">Where there is more; null for nowhere.</param>
public sealed record CheckState(string Name, CheckOutcome Outcome, bool IsRequired, string Description, Uri? TargetUrl)
{
    /// <summary>For example <c>mlops/uat-gate: Succeeded</c>.</summary>
    public override string ToString() => $"{Name}: {Outcome}";
}
