using MlopsCmdlets.Promotion.Plans;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Brings the assets of a plan to the destination and reads them back.</summary>
public interface IPlanTransfer
{
    /// <summary>Makes the changes that are open. What is there already is left alone, so that an interrupted transfer is completed by another.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">How plan and world stand to each other.</param>
    /// <param name="verify">To be called before each change: throws when the lock was lost.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>One for each asset that had something open; those with an error were not brought over.</returns>
    Task<IReadOnlyList<CopiedAsset>> ApplyAsync(
        PromotionPlan plan, PlanState state, Func<CancellationToken, Task> verify, IProgress<TransferProgress>? progress, CancellationToken cancellationToken);
}
