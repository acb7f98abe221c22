using System.Globalization;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>
/// All drift figures at once (OpenScale §6.3 and §6.4). A missing value counts as a value of its own, so that a column that falls silent drifts. What
/// OpenScale keeps to itself is decided here: features and classes weigh as <see cref="Of"/> says, and a feature's score is its Jensen–Shannon
/// distance, that of predictions and probabilities the total variation. Figures are comparable with OpenScale's, not identical.
/// </summary>
public static class DriftMeasure
{
    /// <summary>
    /// Compares rows with a baseline.
    /// <list type="bullet">
    /// <item><c>feature_drift_score</c>: mean of the features' Jensen–Shannon distances, each the same weight; 0 to 1.</item>
    /// <item><c>prediction_drift_score</c>: total variation of the predicted classes; 0 to 1.</item>
    /// <item><c>confidence_drift_score</c>: mean of the total variation of each class's probability, weighted by the baseline's share of the class; 0 to 1.</item>
    /// <item><c>data_drift_magnitude</c>: rows with a value, or a pair of values, that the baseline rules out / all rows; 0 to 1.</item>
    /// <item><c>predicted_accuracy</c>: the real accuracy; <c>drift_magnitude</c> and <c>model_quality_drift</c> = max(0, the baseline's − that); 0 to 1. Without labels on both sides no value.</item>
    /// </list>
    /// </summary>
    /// <exception cref="ArgumentException">Columns differ in length, two have one name, or a weight is negative or not finite.</exception>
    public static DriftMeasurement Of(DriftBaseline baseline, DriftInput input)
    {
        int rows = input.CheckedRows();
        var warnings = new List<string>();
        var columns = new Dictionary<string, DataColumn>(StringComparer.Ordinal);
        foreach (DataColumn feature in input.Features)
            columns.Add(feature.Name, feature);

        bool[] broken = new bool[rows];
        var features = new List<ColumnDrift>();
        var absent = new List<string>();
        foreach (ColumnBaseline known in baseline.Features)
        {
            if (!columns.TryGetValue(known.Name, out DataColumn? column))
                absent.Add($"'{known.Name}'");
            else
                features.Add(Compare(known, ColumnKinds.Like(known, column, input.Weights)) with { UnknownRows = UnknownValues.Mark(broken, known, column, input.Weights) });
        }

        if (absent.Count > 0)
            warnings.Add($"The baseline knows {string.Join(", ", absent)}, which the data do not have and which is left out.");
        PairRules.Mark(broken, baseline.Rules, columns);
        ColumnDrift? prediction = Prediction(baseline, input);
        List<ColumnDrift> confidences = Confidences(baseline, input);

        double total = DriftBaselineBuilder.Sum(input.Weights, rows);
        List<Metric> metrics =
        [
            Mean(MetricNames.FeatureDrift, features, static f => f.JensenShannon, static _ => 1, "No feature has values on both sides."),
            prediction is null
                ? Metric.Undefined(MetricNames.PredictionDrift, "There are no predictions on both sides.")
                : Metric.Of(MetricNames.PredictionDrift, prediction.TotalVariation, prediction.Warning),
            Mean(MetricNames.ConfidenceDrift, confidences, static c => c.TotalVariation, c => ShareOf(baseline, c.Name), "There are no probabilities on both sides."),
            total > 0 && features.Count > 0
                ? Metric.Of(MetricNames.DataDrift, Broken(broken, input.Weights) / total)
                : Metric.Undefined(MetricNames.DataDrift, total > 0 ? "No feature is on both sides." : "No row counts."),
            .. Accuracy(baseline, input),
        ];
        foreach (ColumnDrift feature in features)
            metrics.Add(Metric.Of(MetricNames.FeatureDrift, feature.JensenShannon, feature.Warning).For(feature.Name));
        foreach (ColumnDrift confidence in confidences)
            metrics.Add(Metric.Of(MetricNames.ConfidenceDrift, confidence.TotalVariation, confidence.Warning).For(confidence.Name));
        return new DriftMeasurement(metrics, features, prediction, confidences, total, warnings);
    }

    private static ColumnDrift Compare(ColumnBaseline baseline, ColumnBaseline production)
    {
        string? warning = null;
        double[] p;
        double[] b;
        if (baseline is DensityBaseline density)
        {
            var other = (DensityBaseline)production;
            (p, b) = KernelDensity.Beside(other, density);
            double times = (other.Maximum - other.Minimum) / (density.Maximum - density.Minimum);
            // Of a baseline with one value, any range is infinitely wide, and none too coarse to tell the value apart.
            if (times > KernelDensity.Points / 10.0 && !double.IsInfinity(times) && density.Total > 0)
                warning = string.Format(CultureInfo.InvariantCulture, "The range is {0:0} times that of the baseline, so that the comparison is coarse.", times);
        }
        else
        {
            (p, b) = ((FrequencyBaseline)baseline).Beside((FrequencyBaseline)production);
        }

        if (Distances.TotalVariation(p, b) is not { } variation)
            return new ColumnDrift(baseline.Name, null, null, null, "There are no rows on both sides.");
        return new ColumnDrift(baseline.Name, variation, Distances.Overlap(p, b), Distances.JensenShannon(p, b), warning) { MissingShare = production.MissingShare };
    }

    private static ColumnDrift? Prediction(DriftBaseline baseline, DriftInput input) =>
        baseline.Predictions is { } known && input.Predictions is { } predictions
            ? Compare(known, FrequencyBaseline.Of(predictions, input.Weights, areNumbers: false)) with { Name = "prediction" }
            : null;

    private static List<ColumnDrift> Confidences(DriftBaseline baseline, DriftInput input)
    {
        var confidences = new List<ColumnDrift>();
        foreach (ConfidenceBaseline known in baseline.Confidences)
        {
            foreach (ClassProbability probability in input.Probabilities)
            {
                if (probability.Class == known.Class)
                    confidences.Add(Compare(known.Probability, DensityBaseline.Of(new NumberColumn(known.Class, probability.Values), input.Weights)) with { Name = known.Class });
            }
        }

        return confidences;
    }

    private static double ShareOf(DriftBaseline baseline, string @class)
    {
        foreach (ConfidenceBaseline known in baseline.Confidences)
        {
            if (known.Class == @class)
                return known.Share;
        }

        return 0;
    }

    private static Metric Mean(string name, List<ColumnDrift> columns, Func<ColumnDrift, double?> distance, Func<ColumnDrift, double> weight, string none)
    {
        double sum = 0;
        double plain = 0;
        double weights = 0;
        int count = 0;
        foreach (ColumnDrift column in columns)
        {
            if (distance(column) is not { } value)
                continue;
            sum += weight(column) * value;
            weights += weight(column);
            plain += value;
            count++;
        }

        if (count == 0)
            return Metric.Undefined(name, none);
        // A single class of two can be one that the baseline never predicted.
        return Metric.Of(name, weights > 0 ? sum / weights : plain / count);
    }

    private static double Broken(bool[] broken, double[]? weights)
    {
        double sum = 0;
        for (int i = 0; i < broken.Length; i++)
        {
            if (broken[i])
                sum += weights is null ? 1 : weights[i];
        }

        return sum;
    }

    private static IEnumerable<Metric> Accuracy(DriftBaseline baseline, DriftInput input)
    {
        const string NoLabels = "There are no labels with predictions.";
        double? loss = input.Accuracy is { } now && baseline.Accuracy is { } before ? Math.Max(0, before - now) : null;
        string? why = loss is not null ? null : input.Accuracy is null ? NoLabels : "The baseline has no accuracy.";
        yield return Metric.Of(MetricNames.PredictedAccuracy, input.Accuracy, input.Accuracy is null ? NoLabels : null);
        yield return Metric.Of(MetricNames.DriftMagnitude, loss, why);
        yield return Metric.Of(MetricNames.ModelQualityDrift, loss, why);
    }
}
