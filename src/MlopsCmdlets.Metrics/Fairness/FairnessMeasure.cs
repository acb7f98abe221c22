using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>
/// All fairness figures of a classification model at once, for each feature and over all (OpenScale §6.2). Rows without a prediction, without a value
/// of the feature or with weight 0 do not count.
/// </summary>
public static class FairnessMeasure
{
    /// <summary>Measures.</summary>
    /// <exception cref="ArgumentException">A group names a feature that is missing or named before, or an empty range; or a class is favourable and not.</exception>
    public static FairnessMeasurement Of(FairnessInput input)
    {
        RowWeights.Check(input.Weights, input.Predictions.Count);
        if (input.Labels is not null)
            RowWeights.CheckLength(input.Labels.Count, input.Predictions.Count, nameof(input.Labels));
        var warnings = new List<string>();
        Outcomes outcomes = Outcomes.Of(input, warnings);
        var groups = new List<GroupFairness>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (MonitoredGroup group in input.Groups)
        {
            if (!seen.Add(group.Feature))
                throw new ArgumentException($"Two groups are of the feature '{group.Feature}'. Put their values into one.", nameof(input));
            AddGroups(groups, group, FeatureOf(input, group.Feature), outcomes, warnings);
        }

        return new FairnessMeasurement(Flatten(groups), groups, warnings);
    }

    private static void AddGroups(List<GroupFairness> groups, MonitoredGroup group, DataColumn feature, Outcomes outcomes, List<string> warnings)
    {
        if (group.Monitored.Count == 0)
            throw new ArgumentException($"The group of '{group.Feature}' has no monitored value.", nameof(group));
        GroupMembership membership = GroupMembership.Of(group, feature);
        if (membership.Overlapping > 0)
            warnings.Add($"{membership.Overlapping} rows are in both groups of '{group.Feature}' and count as monitored.");
        GroupOutcome[] byPlace = outcomes.Of(membership.Places, group.Monitored.Count + 1);
        GroupOutcome reference = byPlace[group.Monitored.Count];
        GroupOutcome all = byPlace[0];
        for (int v = 1; v < group.Monitored.Count; v++)
            all = all.Plus(byPlace[v]);
        string others = group.Reference.Count == 0 ? "all others" : string.Join(", ", group.Reference);
        groups.Add(Compare(string.Join(", ", group.Monitored), all, singleValue: false));
        for (int v = 0; v < group.Monitored.Count && group.Monitored.Count > 1; v++)
            groups.Add(Compare(group.Monitored[v].ToString(), byPlace[v], singleValue: true));

        GroupFairness Compare(string monitored, GroupOutcome outcome, bool singleValue) =>
            new(group.Feature, monitored, others, outcome, reference, GroupDifferences.All(outcome, reference, outcomes.Labelled)) { IsSingleValue = singleValue };
    }

    private static DataColumn FeatureOf(FairnessInput input, string name)
    {
        foreach (DataColumn feature in input.Features)
        {
            if (feature.Name != name)
                continue;
            RowWeights.CheckLength(feature.Count, input.Predictions.Count, $"The feature '{name}'");
            return feature;
        }

        throw new ArgumentException($"There is no feature '{name}'.", nameof(input));
    }

    private static List<Metric> Flatten(List<GroupFairness> groups)
    {
        var metrics = new List<Metric>();
        List<GroupFairness> whole = groups.FindAll(static g => !g.IsSingleValue);
        for (int m = 0; whole.Count > 0 && m < whole[0].Metrics.Count; m++)
            metrics.Add(Worst(whole, m));
        foreach (GroupFairness group in groups)
        {
            foreach (Metric metric in group.Metrics)
                metrics.Add(metric.For(group.Tag));
        }

        return metrics;
    }

    private static Metric Worst(List<GroupFairness> groups, int place)
    {
        Metric? worst = null;
        var without = new List<string>();
        foreach (GroupFairness group in groups)
        {
            Metric metric = group.Metrics[place];
            if (metric.Value is not { } value)
                without.Add($"'{group.Feature}'");
            else if (worst is null || IsWorse(metric.HigherIsBetter, value, worst.Value!.Value))
                worst = metric;
        }

        if (worst is null)
            return groups[0].Metrics[place];
        return without.Count == 0 ? worst : worst.With($"Not defined for {string.Join(", ", without)}, which is left out.");
    }

    private static bool IsWorse(bool? higherIsBetter, double value, double than) => higherIsBetter switch
    {
        true => value < than,
        false => value > than,
        null => Math.Abs(value) > Math.Abs(than),
    };
}
