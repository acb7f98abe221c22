using System.Globalization;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan was applied, and the environment has gone on since.</summary>
public sealed class PlanSupersededException(DateTimeOffset appliedAt, int sequence)
    : PlanRefusedException($"The plan was applied on {appliedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC (entry {sequence.ToString(CultureInfo.InvariantCulture)}), and the environment changed since.")
{
    /// <summary>The entry of the record.</summary>
    public int Sequence { get; } = sequence;

    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new plan with New-MlopsPromotionPlan; Get-MlopsPromotion shows what happened since.";
}
