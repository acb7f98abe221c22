namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan was made for another cluster, space or environment than the one at hand.</summary>
public sealed class PlanForOtherEnvironmentException(string what, string planned, string present)
    : PlanRefusedException($"The plan was made for {what} {planned}, and this is {present}.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Connect to the cluster that the plan names, correct mlops.json, or make a new plan.";
}
