namespace MlopsCmdlets.Metrics.Quality;

/// <summary>Rows by label and prediction where one class is positive and everything else negative; sums of weights, where rows have them.</summary>
/// <param name="TruePositives">Positive, and predicted so.</param>
/// <param name="FalsePositives">Negative, but predicted positive.</param>
/// <param name="TrueNegatives">Negative, and predicted so.</param>
/// <param name="FalseNegatives">Positive, but predicted negative.</param>
public sealed record BinaryCounts(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    /// <summary>Rows with a positive label.</summary>
    public double Positives => TruePositives + FalseNegatives;

    /// <summary>Rows with a negative label.</summary>
    public double Negatives => FalsePositives + TrueNegatives;

    /// <summary>Rows that are predicted positive.</summary>
    public double PredictedPositives => TruePositives + FalsePositives;

    /// <summary>Rows that are predicted negative.</summary>
    public double PredictedNegatives => FalseNegatives + TrueNegatives;

    /// <summary>All rows.</summary>
    public double Total => Positives + Negatives;

    /// <summary>TP/(TP+FN), 0 to 1; null without positive labels.</summary>
    public double? TruePositiveRate => Share(TruePositives, Positives);

    /// <summary>FP/(FP+TN), 0 to 1; null without negative labels.</summary>
    public double? FalsePositiveRate => Share(FalsePositives, Negatives);

    /// <summary>FN/(TP+FN), 0 to 1; null without positive labels.</summary>
    public double? FalseNegativeRate => Share(FalseNegatives, Positives);

    /// <summary>TP/(TP+FP), 0 to 1; null without positive predictions.</summary>
    public double? Precision => Share(TruePositives, PredictedPositives);

    /// <summary>FP/(TP+FP), 0 to 1; null without positive predictions.</summary>
    public double? FalseDiscoveryRate => Share(FalsePositives, PredictedPositives);

    /// <summary>FN/(FN+TN), 0 to 1; null without negative predictions.</summary>
    public double? FalseOmissionRate => Share(FalseNegatives, PredictedNegatives);

    /// <summary>(FP+FN)/N, 0 to 1; null without rows.</summary>
    public double? ErrorRate => Share(FalsePositives + FalseNegatives, Total);

    /// <summary>2PR/(P+R) = 2TP/(2TP+FP+FN), 0 to 1; null where nothing is positive, neither label nor prediction.</summary>
    public double? F1 => Share(2 * TruePositives, Positives + PredictedPositives);

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"TP {TruePositives}, FP {FalsePositives}, TN {TrueNegatives}, FN {FalseNegatives}");
}
