namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Production demands a smoke score, and there are no rows for it.</summary>
public sealed class SmokeDataMissingException(string environment)
    : PlanRefusedException($"'{environment}' is production, which demands a smoke score, and there are no rows for it.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Give rows with -SmokeData, or go without with -SkipSmoke, which is recorded.";
}
