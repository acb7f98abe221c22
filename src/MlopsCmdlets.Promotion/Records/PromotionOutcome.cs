namespace MlopsCmdlets.Promotion.Records;

/// <summary>How a promotion or rollback ended.</summary>
public enum PromotionOutcome
{
    /// <summary>Everything is at the destination, verified and serving.</summary>
    Succeeded,

    /// <summary>A gate, or somebody who denied the plan, stopped it before anything was changed.</summary>
    Stopped,

    /// <summary>Something broke; the model that served before serves again.</summary>
    Failed,

    /// <summary>It was done already; nothing was changed. Never recorded.</summary>
    AlreadyApplied,
}
