using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>What is made of the probabilities of three classes or more: log loss, and areas of each class against the rest.</summary>
internal static class MulticlassScores
{
    private static readonly string[] Names = [MetricNames.LogLoss, MetricNames.WeightedAreaUnderRoc, MetricNames.MacroAreaUnderRoc];

    public static void Add(List<Metric> metrics, QualityInput input, ClassifiedRows rows, List<string> warnings)
    {
        if (input.Probabilities.Count == 0)
        {
            AddUndefined(metrics, "There are no probabilities.");
            return;
        }

        double[]?[] columns = ColumnsOf(input, rows);
        for (int k = 0; k < columns.Length; k++)
        {
            if (columns[k] is null)
            {
                AddUndefined(metrics, $"There are no probabilities of the class '{rows.Classes[k]}'.");
                return;
            }
        }

        int[] actual = WithProbabilities(columns!, rows.Actual, out int missing, out bool probabilities);
        if (missing > 0)
            warnings.Add($"{missing} rows lack a usable probability of some class and do not count in what is made of probabilities.");
        metrics.Add(probabilities
            ? ProbabilityLoss.LogLoss(columns!, actual, input.Weights)
            : Metric.Undefined(MetricNames.LogLoss, "There are scores outside 0 to 1, which are no probabilities."));
        AddAreas(metrics, columns!, actual, input.Weights, rows.Classes);
    }

    private static double[]?[] ColumnsOf(QualityInput input, ClassifiedRows rows)
    {
        double[]?[] columns = new double[]?[rows.Classes.Count];
        foreach (ClassProbability probability in input.Probabilities)
        {
            RowWeights.CheckLength(probability.Values.Length, rows.Actual.Length, $"The probability of '{probability.Class}'");
            columns[rows.PlaceOf(probability.Class)] = probability.Values;
        }

        return columns;
    }

    private static int[] WithProbabilities(double[][] columns, int[] actual, out int missing, out bool probabilities)
    {
        int[] kept = (int[])actual.Clone();
        missing = 0;
        probabilities = true;
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] < 0)
                continue;
            foreach (double[] column in columns)
            {
                if (!NumberColumn.IsThere(column[i]))
                {
                    kept[i] = -1;
                    missing++;
                    break;
                }

                probabilities &= ProbabilityLoss.IsProbability(column[i]);
            }
        }

        return kept;
    }

    /// <summary>
    /// The mean of <c>area_under_roc</c> of each class against the rest, as scikit-learn's <c>multi_class='ovr'</c>; classes without labels, or with
    /// all of them, are left out with a warning.
    /// </summary>
    private static void AddAreas(List<Metric> metrics, double[][] columns, int[] actual, double[]? weights, IReadOnlyList<string> classes)
    {
        int[] rows = Counting(actual);
        double[]? kept = weights is null ? null : Array.ConvertAll(rows, r => weights[r]);
        double[] scores = new double[rows.Length];
        bool[] positives = new bool[rows.Length];
        double weighted = 0;
        double macro = 0;
        double total = 0;
        int known = 0;
        var without = new List<string>();
        for (int k = 0; k < columns.Length; k++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                scores[i] = columns[k][rows[i]];
                positives[i] = actual[rows[i]] == k;
            }

            RankedScores ranked = RankedScores.Of(scores, positives, kept);
            if (ranked.AreaUnderRoc().Value is not { } area)
            {
                without.Add($"'{classes[k]}'");
                continue;
            }

            weighted += area * ranked.Positives;
            total += ranked.Positives;
            macro += area;
            known++;
        }

        string? warning = without.Count == 0 ? null : $"Not defined for the class {string.Join(", ", without)}, which is left out.";
        metrics.Add(known > 0 ? Metric.Of(MetricNames.WeightedAreaUnderRoc, weighted / total, warning) : Metric.Undefined(MetricNames.WeightedAreaUnderRoc, "All labels are of one class."));
        metrics.Add(known > 0 ? Metric.Of(MetricNames.MacroAreaUnderRoc, macro / known, warning) : Metric.Undefined(MetricNames.MacroAreaUnderRoc, "All labels are of one class."));
    }

    private static int[] Counting(int[] actual)
    {
        int count = 0;
        foreach (int label in actual)
            count += label < 0 ? 0 : 1;
        int[] rows = new int[count];
        int n = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] >= 0)
                rows[n++] = i;
        }

        return rows;
    }

    private static void AddUndefined(List<Metric> metrics, string why)
    {
        foreach (string name in Names)
            metrics.Add(Metric.Undefined(name, why));
    }
}
