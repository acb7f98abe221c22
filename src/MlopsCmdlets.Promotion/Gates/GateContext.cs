using MlopsCmdlets.Promotion.Approvals;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What a gate may look at.</summary>
/// <param name="Plan">The plan that is to be applied.</param>
/// <param name="Source">The environment's side that assets come from.</param>
/// <param name="Destination">The side that they go to.</param>
/// <param name="Time">The clock.</param>
public sealed record GateContext(PromotionPlan Plan, PromotionSide Source, PromotionSide Destination, TimeProvider Time)
{
    /// <summary>Approvals and denials of this very plan, as the destination holds them.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>The destination's own record: a denial in it counts though the decision itself was removed. Null where nobody read it.</summary>
    public PromotionHistory? History { get; init; }

    /// <summary>Reads the record of another environment by name; null when there is none or no session reaches it.</summary>
    public Func<string, CancellationToken, Task<PromotionHistory?>> HistoryOf { get; init; } = (_, _) => Task.FromResult<PromotionHistory?>(null);
}
