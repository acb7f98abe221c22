using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>How far probabilities are from what happened (OpenScale §6.1). Lower is better.</summary>
public static class ProbabilityLoss
{
    /// <summary>Probabilities are kept so far from 0 and 1, so that a certain but wrong prediction costs much (34.5) but not everything.</summary>
    public const double Clip = 1e-15;

    private const string NoRows = "No row with a probability counts.";

    /// <summary><c>log_loss</c> = −mean[y·ln p + (1−y)·ln(1−p)] in nats, p clipped to [1e-15, 1−1e-15]; 0 to 34.5. Without rows no value.</summary>
    /// <param name="probabilities">Of the positive class, 0 to 1.</param>
    /// <param name="positives">Which rows have a positive label.</param>
    /// <param name="weights">How much each row counts; null: 1.</param>
    public static Metric LogLoss(double[] probabilities, bool[] positives, double[]? weights = null) =>
        Mean(MetricNames.LogLoss, probabilities, positives, weights, static (p, positive) =>
        {
            double clipped = Clipped(p);
            return -Math.Log(positive ? clipped : 1 - clipped);
        });

    /// <summary><c>brier_score</c> = mean (p−y)², 0 to 1. Without rows no value.</summary>
    /// <inheritdoc cref="LogLoss(double[], bool[], double[])"/>
    public static Metric Brier(double[] probabilities, bool[] positives, double[]? weights = null) =>
        Mean(MetricNames.Brier, probabilities, positives, weights, static (p, positive) =>
        {
            double away = p - (positive ? 1 : 0);
            return away * away;
        });

    /// <summary>
    /// <c>log_loss</c> of many classes = −mean ln p(label) in nats, each probability clipped to [1e-15, 1−1e-15] and a row's divided by their sum, as in
    /// scikit-learn. Without rows no value.
    /// </summary>
    /// <param name="probabilities">For each class the probability in each row, 0 to 1.</param>
    /// <param name="actual">For each row the place of its class in <paramref name="probabilities"/>; rows with -1 do not count.</param>
    /// <param name="weights">How much each row counts; null: 1.</param>
    public static Metric LogLoss(IReadOnlyList<double[]> probabilities, int[] actual, double[]? weights = null)
    {
        RowWeights.Check(weights, actual.Length);
        double[][] columns = [.. probabilities];
        foreach (double[] column in columns)
            RowWeights.CheckLength(column.Length, actual.Length, nameof(probabilities));
        double sum = 0;
        double total = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            if (actual[i] < 0 || weight == 0)
                continue;
            double all = 0;
            for (int k = 0; k < columns.Length; k++)
                all += Clipped(columns[k][i]);
            sum -= weight * Math.Log(Clipped(columns[actual[i]][i]) / all);
            total += weight;
        }

        return total > 0 ? Metric.Of(MetricNames.LogLoss, sum / total) : Metric.Undefined(MetricNames.LogLoss, NoRows);
    }

    /// <summary>Whether a number can be a probability.</summary>
    internal static bool IsProbability(double value) => value is >= 0 and <= 1;

    private static double Clipped(double p) => Math.Max(Clip, Math.Min(1 - Clip, p));

    private static Metric Mean(string name, double[] probabilities, bool[] positives, double[]? weights, Func<double, bool, double> loss)
    {
        RowWeights.CheckLength(positives.Length, probabilities.Length, nameof(positives));
        RowWeights.Check(weights, probabilities.Length);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            if (weight == 0)
                continue;
            if (!IsProbability(probabilities[i]))
                return Metric.Undefined(name, $"{probabilities[i]} is not a probability.");
            sum += weight * loss(probabilities[i], positives[i]);
            total += weight;
        }

        return total > 0 ? Metric.Of(name, sum / total) : Metric.Undefined(name, NoRows);
    }
}
