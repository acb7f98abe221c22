using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>The rows of two classes that have a score for the positive one.</summary>
internal sealed class ScoredRows
{
    private ScoredRows(double[] scores, bool[] positives, double[]? weights)
    {
        Scores = scores;
        Positives = positives;
        Weights = weights;
    }

    public double[] Scores { get; }

    public bool[] Positives { get; }

    public double[]? Weights { get; }

    /// <summary>The score is the prediction: 1 for the positive class, else 0.</summary>
    public bool FromPredictions { get; private init; }

    /// <summary>Why scores are no probabilities; null if they are.</summary>
    public string? NoProbabilities { get; private init; }

    public string? Remark { get; private init; }

    public static ScoredRows Binary(QualityInput input, ClassifiedRows rows, string? positive)
    {
        double[]? scores = ScoresOf(input, positive);
        int place = positive is null ? -1 : rows.PlaceOf(positive);
        int count = rows.Actual.Length;
        double[] kept = new double[count];
        bool[] positives = new bool[count];
        double[]? weights = input.Weights is null ? null : new double[count];
        int n = 0;
        int missing = 0;
        bool probabilities = true;
        for (int i = 0; i < count; i++)
        {
            if (rows.Actual[i] < 0)
                continue;
            double score = scores is null ? (rows.Predicted[i] == place ? 1 : 0) : scores[i];
            if (!NumberColumn.IsThere(score))
            {
                missing++;
                continue;
            }

            probabilities &= ProbabilityLoss.IsProbability(score);
            kept[n] = score;
            positives[n] = rows.Actual[i] == place;
            if (weights is not null)
                weights[n] = input.Weights![i];
            n++;
        }

        if (n < count)
        {
            Array.Resize(ref kept, n);
            Array.Resize(ref positives, n);
            if (weights is not null)
                Array.Resize(ref weights, n);
        }

        return new ScoredRows(kept, positives, weights)
        {
            FromPredictions = scores is null,
            NoProbabilities = scores is null ? "There are no probabilities." : probabilities ? null : "There are scores outside 0 to 1, which are no probabilities.",
            Remark = missing > 0 ? $"{missing} rows have no usable probability and do not count in what is made of probabilities." : null,
        };
    }

    private static double[]? ScoresOf(QualityInput input, string? positive)
    {
        double[]? other = null;
        foreach (ClassProbability probability in input.Probabilities)
        {
            RowWeights.CheckLength(probability.Values.Length, input.Labels.Count, $"The probability of '{probability.Class}'");
            if (probability.Class == positive)
                return probability.Values;
            other = probability.Values;
        }

        // Of two classes, what is not one is the other.
        return other is null ? null : Array.ConvertAll(other, static p => 1 - p);
    }
}
