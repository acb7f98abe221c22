using MlopsCmdlets.Promotion.Applying.Steps;
using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>
/// Applies plans and takes them back: check, lock, gates, transfer, smoke score apart, switch, smoke score, record, unlock. It keeps no journal: everything that
/// an earlier run did is found again by looking.
/// </summary>
/// <param name="parts">What it works with.</param>
public sealed class PromotionRunner(PromotionParts parts) : IPromotionRunner
{
    /// <inheritdoc/>
    public Task<PromotionResult> ApplyAsync(PromotionPlan plan, PromotionRequest request, IProgress<PromotionProgress>? progress, CancellationToken cancellationToken)
    {
        if (parts.Source is null || parts.Planner is null || parts.Transfer is null)
            throw new InvalidOperationException("Applying a plan needs a source, a planner and a transfer.");
        return new ApplyRun(parts, plan, request, progress).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PromotionResult> UndoAsync(UndoRequest undo, PromotionRequest request, IProgress<PromotionProgress>? progress, CancellationToken cancellationToken) =>
        new RollbackRun(parts, undo, request, progress).RunAsync(cancellationToken);
}
