namespace MlopsCmdlets.Metrics.Quality;

/// <summary>
/// Quality of three classes or more: each class against the rest, and the mean of that, either weighted by the rows of the class (<c>weighted_</c>,
/// OpenScale's) or each class the same (<c>macro_</c>). Over the classes that occur as label or prediction. A class without a value counts as 0, as
/// in scikit-learn, with a warning.
/// </summary>
public static class MulticlassRates
{
    /// <summary><c>accuracy</c> = rows whose prediction is the label / all rows, 0 to 1. Without rows no value.</summary>
    public static Metric Accuracy(ConfusionMatrix matrix) => matrix.Total > 0
        ? Metric.Of(MetricNames.Accuracy, matrix.Correct / matrix.Total)
        : Metric.Undefined(MetricNames.Accuracy, "No row counts.");

    /// <summary><c>weighted_recall</c>: mean of TP/(TP+FN), 0 to 1; equal to the accuracy.</summary>
    public static Metric WeightedRecall(ConfusionMatrix matrix) => Mean(MetricNames.WeightedRecall, matrix, c => c.TruePositiveRate, weighted: true);

    /// <summary><c>weighted_true_positive_rate</c>: another name of <c>weighted_recall</c>.</summary>
    public static Metric WeightedTruePositiveRate(ConfusionMatrix matrix) => Mean(MetricNames.WeightedTruePositiveRate, matrix, c => c.TruePositiveRate, weighted: true);

    /// <summary><c>weighted_false_positive_rate</c>: mean of FP/(FP+TN), 0 to 1.</summary>
    public static Metric WeightedFalsePositiveRate(ConfusionMatrix matrix) => Mean(MetricNames.WeightedFalsePositiveRate, matrix, c => c.FalsePositiveRate, weighted: true);

    /// <summary><c>weighted_precision</c>: mean of TP/(TP+FP), 0 to 1.</summary>
    public static Metric WeightedPrecision(ConfusionMatrix matrix) => Mean(MetricNames.WeightedPrecision, matrix, c => c.Precision, weighted: true);

    /// <summary><c>weighted_f1_measure</c>: mean of 2PR/(P+R), 0 to 1.</summary>
    public static Metric WeightedF1(ConfusionMatrix matrix) => Mean(MetricNames.WeightedF1, matrix, c => c.F1, weighted: true);

    /// <summary><c>macro_recall</c>: mean of TP/(TP+FN), 0 to 1.</summary>
    public static Metric MacroRecall(ConfusionMatrix matrix) => Mean(MetricNames.MacroRecall, matrix, c => c.TruePositiveRate, weighted: false);

    /// <summary><c>macro_precision</c>: mean of TP/(TP+FP), 0 to 1.</summary>
    public static Metric MacroPrecision(ConfusionMatrix matrix) => Mean(MetricNames.MacroPrecision, matrix, c => c.Precision, weighted: false);

    /// <summary><c>macro_f1_measure</c>: mean of 2PR/(P+R), 0 to 1.</summary>
    public static Metric MacroF1(ConfusionMatrix matrix) => Mean(MetricNames.MacroF1, matrix, c => c.F1, weighted: false);

    /// <summary>
    /// <c>matthews_correlation_coefficient</c> of many classes (Gorodkin 2004, as in scikit-learn): (c·s−Σtₖpₖ)/√((s²−Σpₖ²)(s²−Σtₖ²)) with s rows, c
    /// correct ones, tₖ rows of a label and pₖ of a prediction; at most 1. Where labels or predictions are of one class only 0 with a warning.
    /// </summary>
    public static Metric Matthews(ConfusionMatrix matrix)
    {
        double total = matrix.Total;
        if (total <= 0)
            return Metric.Undefined(MetricNames.Matthews, "No row counts.");
        double both = 0;
        double labels = 0;
        double predictions = 0;
        for (int k = 0; k < matrix.Classes.Count; k++)
        {
            double t = matrix.Actual(k) / total;
            double p = matrix.Predicted(k) / total;
            both += t * p;
            labels += t * t;
            predictions += p * p;
        }

        double root = OneClass(matrix) ? 0 : Math.Sqrt(1 - predictions) * Math.Sqrt(1 - labels);
        return root > 0
            ? Metric.Of(MetricNames.Matthews, BinaryRates.Clamp(((matrix.Correct / total) - both) / root))
            : Metric.Of(MetricNames.Matthews, 0, "Labels or predictions are of one class only, so that this is 0 by convention.");
    }

    /// <summary>All of them.</summary>
    internal static IEnumerable<Metric> All(ConfusionMatrix matrix) =>
    [
        Accuracy(matrix), WeightedTruePositiveRate(matrix), WeightedFalsePositiveRate(matrix), WeightedRecall(matrix), WeightedPrecision(matrix), WeightedF1(matrix),
        MacroRecall(matrix), MacroPrecision(matrix), MacroF1(matrix), Matthews(matrix),
    ];

    // Rounding can leave a little of 1 - Σp²; whether there is one class is asked exactly.
    private static bool OneClass(ConfusionMatrix matrix)
    {
        for (int k = 0; k < matrix.Classes.Count; k++)
        {
            if (matrix.Actual(k) == matrix.Total || matrix.Predicted(k) == matrix.Total)
                return true;
        }

        return false;
    }

    private static Metric Mean(string name, ConfusionMatrix matrix, Func<BinaryCounts, double?> rate, bool weighted)
    {
        double sum = 0;
        double parts = 0;
        var without = new List<string>();
        for (int k = 0; k < matrix.Classes.Count; k++)
        {
            if (matrix.Actual(k) + matrix.Predicted(k) <= 0)
                continue;
            double part = weighted ? matrix.Actual(k) : 1;
            parts += part;
            if (rate(matrix.For(k)) is { } value)
                sum += part * value;
            else if (part > 0)
                without.Add($"'{matrix.Classes[k]}'");
        }

        if (parts <= 0)
            return Metric.Undefined(name, "No row counts.");
        return Metric.Of(name, sum / parts, without.Count == 0 ? null : $"Not defined for the class {string.Join(", ", without)}, which counts as 0.");
    }
}
