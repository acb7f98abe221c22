namespace MlopsCmdlets.Promotion.Applying;

/// <summary>There is nothing to go back to, or it cannot be gone back to.</summary>
public sealed class RollbackImpossibleException(string environment, string reason, string advice)
    : PlanRefusedException($"Cannot roll back in '{environment}': {reason}")
{
    /// <inheritdoc/>
    public override string RecommendedAction { get; } = advice;
}
