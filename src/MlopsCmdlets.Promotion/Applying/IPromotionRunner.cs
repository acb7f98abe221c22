using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Applies plans and takes them back. A run that was killed anywhere is completed by running it again.</summary>
public interface IPromotionRunner
{
    /// <summary>Does what a plan says.</summary>
    Task<PromotionResult> ApplyAsync(PromotionPlan plan, PromotionRequest request, IProgress<PromotionProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Lets the deployment serve the model that an entry of the record names.</summary>
    Task<PromotionResult> UndoAsync(UndoRequest undo, PromotionRequest request, IProgress<PromotionProgress>? progress, CancellationToken cancellationToken);
}
