namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan was changed after it was made or read.</summary>
public sealed class PlanEditedException() : PlanRefusedException("The plan does not have the hash that it states: it was changed after it was made.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Read the plan from its file again, or make a new one with New-MlopsPromotionPlan.";
}
