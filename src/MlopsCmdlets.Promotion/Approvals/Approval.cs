namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>A decision about one plan, as the destination holds it.</summary>
/// <param name="PlanHash">The plan, by its hash: an edited plan has none.</param>
/// <param name="Decision">Yes or no.</param>
/// <param name="By">Who decided: the user that the server names as the maker of the decision, not one that its text claims.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Comment">What was said about it; null for nothing.</param>
public sealed record Approval(string PlanHash, ApprovalDecision Decision, Actor By, DateTimeOffset At, string? Comment)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Decision} by {By.UserName}";
}
