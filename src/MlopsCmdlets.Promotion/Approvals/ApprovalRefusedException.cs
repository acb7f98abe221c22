namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>A decision about a plan may not be made, for example because its maker is the plan's author. Nothing was sent.</summary>
public sealed class ApprovalRefusedException(string message, string recommendedAction) : PromotionException(message)
{
    /// <inheritdoc/>
    public override string RecommendedAction { get; } = recommendedAction;
}
