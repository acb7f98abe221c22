using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>Makes baselines.</summary>
public static class DriftBaselineBuilder
{
    /// <summary>Makes a baseline of rows.</summary>
    /// <exception cref="ArgumentException">Columns differ in length, two have one name, or a weight is negative or not finite.</exception>
    public static DriftBaseline Of(DriftInput input, DateTimeOffset? createdAt = null)
    {
        int rows = input.CheckedRows();
        var features = new List<ColumnBaseline>(input.Features.Count);
        foreach (DataColumn feature in input.Features)
            features.Add(ColumnKinds.Of(feature, input.Weights));
        FrequencyBaseline? predictions = input.Predictions is null ? null : FrequencyBaseline.Of(input.Predictions, input.Weights, areNumbers: false);
        return new DriftBaseline(Sum(input.Weights, rows), features, PairRules.Learn(features, input.Features, input.Weights))
        {
            CreatedAt = createdAt,
            Predictions = predictions,
            Confidences = [.. Confidences(input, predictions)],
            Accuracy = input.Accuracy,
        };
    }

    internal static double Sum(double[]? weights, int rows)
    {
        if (weights is null)
            return rows;
        double sum = 0;
        foreach (double weight in weights)
            sum += weight;
        return sum;
    }

    private static IEnumerable<ConfidenceBaseline> Confidences(DriftInput input, FrequencyBaseline? predictions)
    {
        foreach (ClassProbability probability in input.Probabilities)
        {
            double count = 0;
            foreach (KeyValuePair<string, double> predicted in predictions?.Counts ?? [])
                count = predicted.Key == probability.Class ? predicted.Value : count;
            double share = predictions is { Total: > 0 } ? count / predictions.Total : 0;
            // Always a density: that probabilities are all 0 or 1 in one sample says nothing about the next.
            yield return new ConfidenceBaseline(probability.Class, share, DensityBaseline.Of(new NumberColumn(probability.Class, probability.Values), input.Weights));
        }
    }
}
