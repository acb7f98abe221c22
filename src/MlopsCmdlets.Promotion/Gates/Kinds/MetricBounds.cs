namespace MlopsCmdlets.Promotion.Gates.Kinds;

/// <summary>What a metric has to be.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Minimum">At least.</param>
/// <param name="Maximum">At most.</param>
/// <param name="NotWorseBy">By how much it may be worse than that of the model that serves now.</param>
/// <param name="LowerIsBetterSetting">Which way is better; null goes by the name.</param>
internal sealed record MetricBounds(string Metric, double? Minimum, double? Maximum, double? NotWorseBy, bool? LowerIsBetterSetting)
{
    private static readonly string[] Losses =
    [
        "loss", "brier", "error", "drift", "distance", "divergence", "mse", "rmse", "mae", "variation",
        "falsepositive", "falsenegative", "falsediscovery", "falseomission",
    ];

    // Of two groups: equal treatment is 0, and either sign is worse.
    private static readonly string[] Differences = ["paritydifference", "oddsdifference", "opportunitydifference", "ratedifference"];

    /// <summary>By how much a value is worse than another one; less than 0 if it is better.</summary>
    internal double Worse(double value, double than)
    {
        // What follows a colon is the name of a column, and says nothing.
        string name = ModelMetrics.Plain(Metric.Split(':')[0]);
        if (LowerIsBetterSetting is null && Differences.Any(name.Contains))
            return Math.Abs(value) - Math.Abs(than);
        return LowerIsBetterSetting ?? Losses.Any(name.Contains) ? value - than : than - value;
    }
}
