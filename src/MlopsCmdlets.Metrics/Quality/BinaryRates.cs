namespace MlopsCmdlets.Metrics.Quality;

/// <summary>
/// Quality of two classes at the model's own predictions (OpenScale §6.1). Where a denominator is 0 the value is 0, as OpenScale and scikit-learn
/// have it, and a warning says so; only what has no rows at all has no value.
/// </summary>
public static class BinaryRates
{
    private const string NoRows = "No row counts.";

    /// <summary><c>accuracy</c> = (TP+TN)/N, 0 to 1. Without rows no value.</summary>
    public static Metric Accuracy(BinaryCounts counts) => counts.Total > 0
        ? Metric.Of(MetricNames.Accuracy, (counts.TruePositives + counts.TrueNegatives) / counts.Total)
        : Metric.Undefined(MetricNames.Accuracy, NoRows);

    /// <summary><c>true_positive_rate</c> = TP/(TP+FN), 0 to 1. Without positive labels 0 with a warning.</summary>
    public static Metric TruePositiveRate(BinaryCounts counts) => Rate(MetricNames.TruePositiveRate, counts, counts.TruePositiveRate, "No row has a positive label");

    /// <summary><c>recall</c>: another name of <c>true_positive_rate</c>.</summary>
    public static Metric Recall(BinaryCounts counts) => Rate(MetricNames.Recall, counts, counts.TruePositiveRate, "No row has a positive label");

    /// <summary><c>false_positive_rate</c> = FP/(FP+TN), 0 to 1. Without negative labels 0 with a warning.</summary>
    public static Metric FalsePositiveRate(BinaryCounts counts) => Rate(MetricNames.FalsePositiveRate, counts, counts.FalsePositiveRate, "No row has a negative label");

    /// <summary><c>precision</c> = TP/(TP+FP), 0 to 1. Without positive predictions 0 with a warning.</summary>
    public static Metric Precision(BinaryCounts counts) => Rate(MetricNames.Precision, counts, counts.Precision, "No row is predicted as positive");

    /// <summary><c>f1_measure</c> = 2PR/(P+R), 0 to 1. Where nothing is positive 0 with a warning.</summary>
    public static Metric F1(BinaryCounts counts) => Rate(MetricNames.F1, counts, counts.F1, "No row is positive, neither by label nor by prediction");

    /// <summary>
    /// <c>matthews_correlation_coefficient</c> = (TP·TN−FP·FN)/√((TP+FP)(TP+FN)(TN+FP)(TN+FN)), -1 to 1. Where labels or predictions are of one class
    /// only the root is 0, and the value 0 with a warning.
    /// </summary>
    public static Metric Matthews(BinaryCounts counts)
    {
        // A product of roots, not the root of the product: the latter has four times as many digits.
        double root = Math.Sqrt(counts.PredictedPositives) * Math.Sqrt(counts.Positives) * Math.Sqrt(counts.Negatives) * Math.Sqrt(counts.PredictedNegatives);
        double? value = root > 0
            ? Clamp(((counts.TruePositives * counts.TrueNegatives) - (counts.FalsePositives * counts.FalseNegatives)) / root)
            : null;
        return Rate(MetricNames.Matthews, counts, value, "Labels or predictions are of one class only");
    }

    /// <summary>
    /// <c>label_skew</c>: skewness of the label, (1−2q)/√(q(1−q)) with q the share of positive labels; any number, 0 for classes of the same size. With
    /// labels of one class no value.
    /// </summary>
    public static Metric LabelSkew(BinaryCounts counts)
    {
        if (counts.Total <= 0)
            return Metric.Undefined(MetricNames.LabelSkew, NoRows);
        double share = counts.Positives / counts.Total;
        return share is > 0 and < 1
            ? Metric.Of(MetricNames.LabelSkew, (1 - (2 * share)) / Math.Sqrt(share * (1 - share)))
            : Metric.Undefined(MetricNames.LabelSkew, "All labels are of one class.");
    }

    /// <summary>All of them, in the order of the contract.</summary>
    internal static IEnumerable<Metric> All(BinaryCounts counts) =>
    [
        Accuracy(counts), TruePositiveRate(counts), FalsePositiveRate(counts), Recall(counts), Precision(counts), F1(counts), Matthews(counts), LabelSkew(counts),
    ];

    /// <summary>Rounding may not lead a coefficient out of its range.</summary>
    internal static double Clamp(double coefficient) => Math.Max(-1, Math.Min(1, coefficient));

    private static Metric Rate(string name, BinaryCounts counts, double? value, string why)
    {
        if (counts.Total <= 0)
            return Metric.Undefined(name, NoRows);
        return value is { } known ? Metric.Of(name, known) : Metric.Of(name, 0, $"{why}, so that this is 0 by convention.");
    }
}
