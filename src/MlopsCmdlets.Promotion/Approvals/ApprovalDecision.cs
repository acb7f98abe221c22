namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>Yes or no.</summary>
public enum ApprovalDecision
{
    /// <summary>The plan may be applied.</summary>
    Approved,

    /// <summary>The plan must not be applied, whoever else approved it.</summary>
    Denied,
}
