using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>How a plan and the world stand to each other.</summary>
/// <param name="Drift">What moved since the plan was made, one sentence each; a plan with drift is refused.</param>
/// <param name="Open">The assets whose change is still to be made.</param>
/// <param name="Done">The assets that are as the plan wants them, with their id at the destination.</param>
/// <param name="Deployment">The deployment as it is now; null when there is none.</param>
/// <param name="DeploymentIsDone">The deployment serves what the plan wants, or the plan has none.</param>
public sealed record PlanState(
    IReadOnlyList<string> Drift,
    IReadOnlyList<PlannedChange> Open,
    IReadOnlyDictionary<PlannedChange, string> Done,
    ServedModel? Deployment,
    bool DeploymentIsDone)
{
    /// <summary>Nothing is left to do.</summary>
    public bool IsDone => Drift.Count == 0 && Open.Count == 0 && DeploymentIsDone;
}
