namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What reviewers said about a pull request with a commit.</summary>
/// <param name="Name">For example <c>churn-team/mlops-churn#7</c>.</param>
/// <param name="Author">Login of who opened it.</param>
/// <param name="Approvers">Logins of those who approve it as it is; approvals of an earlier head are not among them.</param>
/// <param name="Rejecters">Logins of those who reject it.</param>
public sealed record SourceReview(string Name, string Author, IReadOnlyList<string> Approvers, IReadOnlyList<string> Rejecters)
{
    /// <summary>Those of the approvers whose approval may be of an earlier head: the host does not tell of which one, and keeps approvals when the head moves.</summary>
    public IReadOnlyList<string> UndatedApprovers { get; init; } = [];
}
