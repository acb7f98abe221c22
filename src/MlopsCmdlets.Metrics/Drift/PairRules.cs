using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>
/// The rules about two columns of data drift (OpenScale §6.3: category × category and category × range). OpenScale does not publish how it learns
/// them. Here a pair of values is a rule if it never occurs although the two, were they independent, would have met in 10 rows or more (n₁·n₂/n): by
/// chance that happens once in 20,000 pairs.
/// </summary>
internal static class PairRules
{
    /// <summary>So many meetings are expected of a pair whose absence is a rule.</summary>
    public const double LeastExpected = 10;

    /// <summary>So many pairs of columns are looked at.</summary>
    public const int MostPairs = 500;

    /// <summary>Learns rules.</summary>
    public static List<PairRule> Learn(IReadOnlyList<ColumnBaseline> baselines, IReadOnlyList<DataColumn> columns, double[]? weights)
    {
        var sliced = new List<SlicedColumn>();
        for (int c = 0; c < columns.Count; c++)
        {
            if (SlicedColumn.Of(baselines[c], columns[c]) is { } slices)
                sliced.Add(slices);
        }

        var rules = new List<PairRule>();
        int pairs = 0;
        for (int a = 0; a < sliced.Count; a++)
        {
            for (int b = a + 1; b < sliced.Count; b++)
            {
                // Two ranges are no rule: their edges are chance.
                if ((sliced[a].IsText || sliced[b].IsText) && pairs++ < MostPairs)
                    Learn(rules, sliced[a], sliced[b], weights);
            }
        }

        return rules;
    }

    /// <summary>Marks the rows that break a rule. Rules about columns that are not there are left out.</summary>
    public static void Mark(bool[] broken, IReadOnlyList<PairRule> rules, IReadOnlyDictionary<string, DataColumn> columns)
    {
        var byPair = new Dictionary<(string, string), List<PairRule>>();
        foreach (PairRule rule in rules)
        {
            if (!columns.ContainsKey(rule.Feature) || !columns.ContainsKey(rule.OtherFeature))
                continue;
            if (!byPair.TryGetValue((rule.Feature, rule.OtherFeature), out List<PairRule>? same))
                byPair.Add((rule.Feature, rule.OtherFeature), same = []);
            same.Add(rule);
        }

        foreach (KeyValuePair<(string Feature, string Other), List<PairRule>> pair in byPair)
            Mark(broken, pair.Value, columns[pair.Key.Feature], columns[pair.Key.Other]);
    }

    private static void Mark(bool[] broken, List<PairRule> rules, DataColumn feature, DataColumn other)
    {
        ValueSlice[] values = Distinct(rules, r => r.Value);
        ValueSlice[] otherValues = Distinct(rules, r => r.OtherValue);
        int[] a = SlicedColumn.Cut(feature, values).Places;
        int[] b = SlicedColumn.Cut(other, otherValues).Places;
        bool[] forbidden = new bool[values.Length * otherValues.Length];
        foreach (PairRule rule in rules)
            forbidden[(Array.IndexOf(values, rule.Value) * otherValues.Length) + Array.IndexOf(otherValues, rule.OtherValue)] = true;
        for (int i = 0; i < broken.Length; i++)
        {
            if (a[i] != SlicedColumn.None && b[i] != SlicedColumn.None && forbidden[(a[i] * otherValues.Length) + b[i]])
                broken[i] = true;
        }
    }

    private static ValueSlice[] Distinct(List<PairRule> rules, Func<PairRule, ValueSlice> side)
    {
        var values = new List<ValueSlice>();
        foreach (PairRule rule in rules)
        {
            if (!values.Contains(side(rule)))
                values.Add(side(rule));
        }

        return [.. values];
    }

    private static void Learn(List<PairRule> rules, SlicedColumn a, SlicedColumn b, double[]? weights)
    {
        int width = b.Slices.Length;
        double[] together = new double[a.Slices.Length * width];
        double total = 0;
        for (int i = 0; i < a.Places.Length; i++)
        {
            if (a.Places[i] == SlicedColumn.None || b.Places[i] == SlicedColumn.None)
                continue;
            double weight = weights is null ? 1 : weights[i];
            together[(a.Places[i] * width) + b.Places[i]] += weight;
            total += weight;
        }

        double[] ofA = new double[a.Slices.Length];
        double[] ofB = new double[width];
        for (int i = 0; i < together.Length; i++)
        {
            ofA[i / width] += together[i];
            ofB[i % width] += together[i];
        }

        for (int i = 0; i < together.Length; i++)
        {
            if (together[i] == 0 && total > 0 && ofA[i / width] * ofB[i % width] / total >= LeastExpected)
                rules.Add(new PairRule(a.Name, a.Slices[i / width], b.Name, b.Slices[i % width]));
        }
    }
}
