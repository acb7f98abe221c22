using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>
/// The figures of a monitored group M beside a reference group R (OpenScale §6.2, the form that takes rows as scored). A rate that one of the groups
/// does not have makes its difference undefined: no value, and a warning. Differences are rate(M) − rate(R), -1 to 1, where 0 is equal treatment;
/// OpenScale's usual limits are -0.15 and 0.15.
/// </summary>
public static class GroupDifferences
{
    /// <summary>
    /// <c>fairness_value</c>: disparate impact in percent as OpenScale reports it, 100 · round(fav%(M)/fav%(R), 3), with fav% rounded to one decimal; 100 is
    /// equal, the usual limit 80. Without rows in a group, or where R has no favourable outcome, no value.
    /// </summary>
    public static Metric FairnessValue(GroupOutcome monitored, GroupOutcome reference)
    {
        if (Missing(MetricNames.FairnessValue, monitored, reference) is { } missing)
            return missing;
        double of = Math.Round(reference.FavorablePercent!.Value, 1);
        // Less than a twentieth of a percent would round to a division by 0.
        double ratio = Math.Round(monitored.FavorablePercent!.Value, 1) / (of > 0 ? of : reference.FavorablePercent.Value);
        return Metric.Of(MetricNames.FairnessValue, Math.Round(100 * Math.Round(ratio, 3), 1));
    }

    /// <summary><c>disparate_impact</c> = fav(M)/fav(R), 0 or more, not rounded; 1 is equal. Undefined where <see cref="FairnessValue"/> is.</summary>
    public static Metric DisparateImpact(GroupOutcome monitored, GroupOutcome reference) =>
        Missing(MetricNames.DisparateImpact, monitored, reference)
        ?? Metric.Of(MetricNames.DisparateImpact, monitored.FavorablePercent!.Value / reference.FavorablePercent!.Value);

    /// <summary><c>statistical_parity_difference</c> = (fav%(M) − fav%(R))/100. Without rows in a group no value.</summary>
    public static Metric StatisticalParity(GroupOutcome monitored, GroupOutcome reference) =>
        Difference(MetricNames.StatisticalParityDifference, monitored.FavorablePercent / 100, reference.FavorablePercent / 100, "counts");

    /// <summary><c>equal_opportunity_difference</c> = TPR(M) − TPR(R): of those who deserve it, who gets it.</summary>
    public static Metric EqualOpportunity(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.EqualOpportunityDifference, monitored.TruePositiveRate, reference.TruePositiveRate, "has a favourable label");

    /// <summary><c>average_odds_difference</c> = ½[(FPR(M)−FPR(R)) + (TPR(M)−TPR(R))].</summary>
    public static Metric AverageOdds(BinaryCounts monitored, BinaryCounts reference) =>
        Odds(MetricNames.AverageOddsDifference, monitored, reference, static d => d);

    /// <summary><c>average_abs_odds_difference</c> = ½[|FPR(M)−FPR(R)| + |TPR(M)−TPR(R)|], 0 to 1.</summary>
    public static Metric AverageAbsoluteOdds(BinaryCounts monitored, BinaryCounts reference) =>
        Odds(MetricNames.AverageAbsoluteOddsDifference, monitored, reference, Math.Abs);

    /// <summary><c>error_rate_difference</c> of (FP+FN)/N.</summary>
    public static Metric ErrorRate(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.ErrorRateDifference, monitored.ErrorRate, reference.ErrorRate, "has a label");

    /// <summary><c>false_negative_rate_difference</c> of FN/(TP+FN).</summary>
    public static Metric FalseNegativeRate(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.FalseNegativeRateDifference, monitored.FalseNegativeRate, reference.FalseNegativeRate, "has a favourable label");

    /// <summary><c>false_positive_rate_difference</c> of FP/(FP+TN).</summary>
    public static Metric FalsePositiveRate(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.FalsePositiveRateDifference, monitored.FalsePositiveRate, reference.FalsePositiveRate, "has an unfavourable label");

    /// <summary><c>false_discovery_rate_difference</c> of FP/(TP+FP).</summary>
    public static Metric FalseDiscoveryRate(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.FalseDiscoveryRateDifference, monitored.FalseDiscoveryRate, reference.FalseDiscoveryRate, "has a label and a favourable prediction");

    /// <summary><c>false_omission_rate_difference</c> of FN/(FN+TN).</summary>
    public static Metric FalseOmissionRate(BinaryCounts monitored, BinaryCounts reference) =>
        Difference(MetricNames.FalseOmissionRateDifference, monitored.FalseOmissionRate, reference.FalseOmissionRate, "has a label and an unfavourable prediction");

    /// <summary>All that is known, the ones with errors only where there are labels.</summary>
    internal static IReadOnlyList<Metric> All(GroupOutcome monitored, GroupOutcome reference, bool labelled)
    {
        List<Metric> metrics = [FairnessValue(monitored, reference), DisparateImpact(monitored, reference), StatisticalParity(monitored, reference)];
        if (labelled)
        {
            BinaryCounts m = monitored.Errors;
            BinaryCounts r = reference.Errors;
            metrics.AddRange(
            [
                EqualOpportunity(m, r), AverageOdds(m, r), AverageAbsoluteOdds(m, r), ErrorRate(m, r), FalseNegativeRate(m, r), FalsePositiveRate(m, r),
                FalseDiscoveryRate(m, r), FalseOmissionRate(m, r),
            ]);
        }

        return metrics;
    }

    private static Metric? Missing(string name, GroupOutcome monitored, GroupOutcome reference)
    {
        if (monitored.Rows <= 0 || reference.Rows <= 0)
            return Metric.Undefined(name, Without(monitored.Rows <= 0, reference.Rows <= 0, "counts"));
        return reference.Favorable <= 0 ? Metric.Undefined(name, "The reference group has no favourable outcome to compare with.") : null;
    }

    private static Metric Difference(string name, double? monitored, double? reference, string what) =>
        monitored is { } m && reference is { } r ? Metric.Of(name, m - r) : Metric.Undefined(name, Without(monitored is null, reference is null, what));

    private static Metric Odds(string name, BinaryCounts monitored, BinaryCounts reference, Func<double, double> part)
    {
        Metric falsely = FalsePositiveRate(monitored, reference);
        Metric truly = EqualOpportunity(monitored, reference);
        return falsely.Value is { } f && truly.Value is { } t
            ? Metric.Of(name, (part(f) + part(t)) / 2)
            : Metric.Undefined(name, falsely.Warning ?? truly.Warning!);
    }

    private static string Without(bool monitored, bool reference, string what) =>
        $"No row of {(monitored && reference ? "both groups" : monitored ? "the monitored group" : "the reference group")} {what}.";
}
