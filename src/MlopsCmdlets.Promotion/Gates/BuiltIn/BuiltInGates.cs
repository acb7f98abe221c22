using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Gates.BuiltIn;

/// <summary>What every promotion has to pass, whether <c>mlops.json</c> says so or not.</summary>
public static class BuiltInGates
{
    /// <summary>The built-in gates: approval, predecessor, age of the plan.</summary>
    public static IReadOnlyList<IPromotionGate> All { get; } = [new ApprovalGate(), new PredecessorGate(), new ExpiryGate()];

    /// <summary>For production: there are rows for the smoke score.</summary>
    internal static IPromotionGate SmokeData(SmokeRows? rows) => new SmokeDataGate(rows);
}
