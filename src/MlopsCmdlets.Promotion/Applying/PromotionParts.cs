using MlopsCmdlets.Promotion.Locking;
using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Promotion.Serving;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>What a <see cref="PromotionRunner"/> works with. A rollback needs no source, planner and transfer.</summary>
/// <param name="Destination">The environment that is changed.</param>
/// <param name="Lock">Its lock.</param>
/// <param name="Record">Its record.</param>
/// <param name="Time">The clock.</param>
public sealed record PromotionParts(PromotionSide Destination, IEnvironmentLock Lock, IPromotionRecord Record, TimeProvider Time)
{
    /// <summary>The environment that assets come from.</summary>
    public PromotionSide? Source { get; init; }

    /// <summary>Checks plans.</summary>
    public IPromotionPlanner? Planner { get; init; }

    /// <summary>Brings assets over.</summary>
    public IPlanTransfer? Transfer { get; init; }

    /// <summary>Rows for the smoke score where the request has none; null where nobody looks for them.</summary>
    public ISmokeRowSource? SmokeRows { get; init; }

    /// <summary>Computes the hash of a plan as it is in memory; null takes its own word.</summary>
    public Func<PromotionPlan, string>? HashOf { get; init; }

    /// <summary>Reads the record of another environment by name; null when no session reaches it.</summary>
    public Func<string, CancellationToken, Task<PromotionHistory?>> HistoryOf { get; init; } = (_, _) => Task.FromResult<PromotionHistory?>(null);
}
