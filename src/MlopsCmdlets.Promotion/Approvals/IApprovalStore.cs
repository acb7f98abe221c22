namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>Where decisions about plans are kept: in the destination, under the server's own word of who made them.</summary>
public interface IApprovalStore
{
    /// <summary>The decisions about a plan, oldest first. One person's later decision replaces the earlier.</summary>
    Task<IReadOnlyList<Approval>> ListAsync(string planHash, CancellationToken cancellationToken);

    /// <summary>Stores a decision of the session's user.</summary>
    Task<Approval> AddAsync(string planHash, ApprovalDecision decision, string? comment, CancellationToken cancellationToken);
}
