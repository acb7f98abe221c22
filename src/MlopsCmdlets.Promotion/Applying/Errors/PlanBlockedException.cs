namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan says itself that something stands in its way.</summary>
public sealed class PlanBlockedException(IReadOnlyList<string> reasons)
    : PlanRefusedException($"The plan cannot be applied: {string.Join("; ", reasons)}.")
{
    /// <summary>One for each asset that stands in the way.</summary>
    public IReadOnlyList<string> Reasons { get; } = reasons;

    /// <inheritdoc/>
    public override string RecommendedAction => "Do what the reasons say, then make a new plan.";
}
