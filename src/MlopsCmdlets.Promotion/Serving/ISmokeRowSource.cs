using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Serving;

/// <summary>Finds rows for a smoke score where nobody gave some. Reads only.</summary>
public interface ISmokeRowSource
{
    /// <summary>The first rows of a model's training data, without the label; null when they cannot be read there.</summary>
    Task<SmokeRows?> FindAsync(PromotionSide side, string modelId, CancellationToken cancellationToken);
}
