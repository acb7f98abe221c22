using MlopsCmdlets.Promotion.Plans;

namespace MlopsCmdlets.Promotion.Gates;

/// <summary>Scores labelled rows with a model where it is deployed, and computes its quality. Reads only. Calls are thread safe.</summary>
public interface IModelMeasurer
{
    /// <summary>Measures a model through one of its deployments; null when it has none that could be scored.</summary>
    Task<ModelMetrics?> MeasureAsync(PromotionSide side, MeasureRequest request, CancellationToken cancellationToken);
}
