namespace MlopsCmdlets.Promotion.Plans;

/// <summary>Makes plans and checks them against what is there now. Reads only.</summary>
public interface IPromotionPlanner
{
    /// <summary>Makes a plan.</summary>
    Task<PromotionPlan> CreateAsync(PlanRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Looks what of a plan is done, open or no longer true. What an interrupted run of the same plan did is no drift: an asset may be as the
    /// plan saw it or as it wants it.
    /// </summary>
    Task<PlanState> CheckAsync(PromotionPlan plan, CancellationToken cancellationToken);
}
