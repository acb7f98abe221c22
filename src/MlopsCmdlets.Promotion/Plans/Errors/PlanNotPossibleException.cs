namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan was asked for makes no sense as it is, for example a serving name that another deployment has.</summary>
public sealed class PlanNotPossibleException(string message, string recommendedAction) : PromotionException(message)
{
    /// <inheritdoc/>
    public override string RecommendedAction { get; } = recommendedAction;
}
