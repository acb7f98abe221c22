namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>What a metric has to be.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Minimum">At least.</param>
/// <param name="Maximum">At most.</param>
/// <param name="NotWorseBy">By how much it may be worse than that of the model that serves now.</param>
/// <param name="LowerIsBetterSetting">Which way is better; null goes by the name.</param>
internal sealed record MetricBounds(string Metric, double? Minimum, double? Maximum, double? NotWorseBy, bool? LowerIsBetterSetting)
{
    private static readonly string[] Losses = ["loss", "brier", "error", "drift", "distance", "divergence", "mse", "rmse", "mae", "variation"];

    internal bool LowerIsBetter => LowerIsBetterSetting ?? Losses.Any(word => ModelMetrics.Plain(Metric).Contains(word));
}
