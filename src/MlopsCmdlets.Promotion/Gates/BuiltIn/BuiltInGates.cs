using MlopsCmdlets.Promotion.Environments;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>What every promotion has to pass, whether <c>mlops.json</c> says so or not.</summary>
public static class BuiltInGates
{
    /// <summary>The built-in gates: approval, predecessor, freeze windows, expiry.</summary>
    public static IReadOnlyList<IPromotionGate> All { get; } = [new ApprovalGate(), new PredecessorGate(), new FreezeGate(), new ExpiryGate()];

    /// <summary>Those of one plan: in production, rows for the smoke score belong to them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="rows">The rows that there are; null for none.</param>
    /// <param name="skipSmoke">The user goes without a smoke score, which is recorded.</param>
    public static IReadOnlyList<IPromotionGate> For(PromotionPlan plan, MlopsEnvironment destination, SmokeRows? rows, bool skipSmoke) =>
        (plan.Production || destination.Production) && plan.Deployment is not null && !skipSmoke ? [.. All, new SmokeDataGate(rows)] : All;
}
