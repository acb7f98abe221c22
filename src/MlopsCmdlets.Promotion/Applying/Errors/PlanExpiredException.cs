using System.Globalization;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan is too old.</summary>
public sealed class PlanExpiredException(DateTimeOffset expiredAt)
    : PlanRefusedException($"The plan expired on {expiredAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.")
{
    /// <summary>Since when.</summary>
    public DateTimeOffset ExpiredAt { get; } = expiredAt;

    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new plan with New-MlopsPromotionPlan and have it approved.";
}
