namespace MlopsCmdlets.Promotion.Applying;

/// <summary>The world is not any more as the plan saw it.</summary>
public sealed class PlanDriftException(IReadOnlyList<string> drift)
    : PlanRefusedException($"The environments changed since the plan was made: {string.Join("; ", drift.Select(item => item.TrimEnd('.')))}.")
{
    /// <summary>What moved, one sentence each.</summary>
    public IReadOnlyList<string> Drift { get; } = drift;

    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new plan with New-MlopsPromotionPlan and have it approved.";
}
