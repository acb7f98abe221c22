namespace MlopsCmdlets.Metrics;

/// <summary>Names of metrics and which way is better. Names are OpenScale's metric ids, except for those marked as our own.</summary>
public static class MetricNames
{
    public const string Accuracy = "accuracy";
    public const string TruePositiveRate = "true_positive_rate";
    public const string FalsePositiveRate = "false_positive_rate";
    public const string Recall = "recall";
    public const string Precision = "precision";
    public const string F1 = "f1_measure";
    public const string AreaUnderRoc = "area_under_roc";
    public const string AreaUnderPr = "area_under_pr";
    public const string LogLoss = "log_loss";
    public const string Brier = "brier_score";
    public const string Gini = "gini_coefficient";
    public const string Matthews = "matthews_correlation_coefficient";
    public const string LabelSkew = "label_skew";

    public const string WeightedTruePositiveRate = "weighted_true_positive_rate";
    public const string WeightedFalsePositiveRate = "weighted_false_positive_rate";
    public const string WeightedRecall = "weighted_recall";
    public const string WeightedPrecision = "weighted_precision";
    public const string WeightedF1 = "weighted_f1_measure";

    /// <summary>Our own: the mean over classes of one class against the rest, weighted by the class's rows.</summary>
    public const string WeightedAreaUnderRoc = "weighted_area_under_roc";

    /// <summary>Our own, as the other macro means: each class counts the same.</summary>
    public const string MacroRecall = "macro_recall";
    public const string MacroPrecision = "macro_precision";
    public const string MacroF1 = "macro_f1_measure";
    public const string MacroAreaUnderRoc = "macro_area_under_roc";

    public const string FairnessValue = "fairness_value";

    /// <summary>Our own: the ratio behind <see cref="FairnessValue"/>, neither rounded nor in percent.</summary>
    public const string DisparateImpact = "disparate_impact";
    public const string StatisticalParityDifference = "statistical_parity_difference";
    public const string AverageOddsDifference = "average_odds_difference";
    public const string AverageAbsoluteOddsDifference = "average_abs_odds_difference";

    /// <summary>Our own, for what OpenScale calls the difference of true positive rates.</summary>
    public const string EqualOpportunityDifference = "equal_opportunity_difference";
    public const string ErrorRateDifference = "error_rate_difference";
    public const string FalseNegativeRateDifference = "false_negative_rate_difference";
    public const string FalsePositiveRateDifference = "false_positive_rate_difference";
    public const string FalseDiscoveryRateDifference = "false_discovery_rate_difference";
    public const string FalseOmissionRateDifference = "false_omission_rate_difference";

    public const string FeatureDrift = "feature_drift_score";
    public const string PredictionDrift = "prediction_drift_score";
    public const string ConfidenceDrift = "confidence_drift_score";
    public const string DataDrift = "data_drift_magnitude";
    public const string DriftMagnitude = "drift_magnitude";
    public const string PredictedAccuracy = "predicted_accuracy";
    public const string ModelQualityDrift = "model_quality_drift";

    /// <summary>All of them, those of quality first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Accuracy, TruePositiveRate, FalsePositiveRate, Recall, Precision, F1, AreaUnderRoc, AreaUnderPr, LogLoss, Brier, Gini, Matthews, LabelSkew,
        WeightedTruePositiveRate, WeightedFalsePositiveRate, WeightedRecall, WeightedPrecision, WeightedF1, WeightedAreaUnderRoc, MacroRecall, MacroPrecision, MacroF1, MacroAreaUnderRoc,
        FairnessValue, DisparateImpact, StatisticalParityDifference, AverageOddsDifference, AverageAbsoluteOddsDifference, EqualOpportunityDifference,
        ErrorRateDifference, FalseNegativeRateDifference, FalsePositiveRateDifference, FalseDiscoveryRateDifference, FalseOmissionRateDifference,
        FeatureDrift, PredictionDrift, ConfidenceDrift, DataDrift, DriftMagnitude, PredictedAccuracy, ModelQualityDrift,
    ];

    /// <summary>Whether a higher value is better; null if neither way is, or the name is not known here. What follows a colon in the name does not matter.</summary>
    public static bool? HigherIsBetter(string name)
    {
        int colon = name.IndexOf(':');
        return (colon < 0 ? name : name.Substring(0, colon)) switch
        {
            Accuracy or TruePositiveRate or Recall or Precision or F1 or AreaUnderRoc or AreaUnderPr or Gini or Matthews
                or WeightedTruePositiveRate or WeightedRecall or WeightedPrecision or WeightedF1 or WeightedAreaUnderRoc
                or MacroRecall or MacroPrecision or MacroF1 or MacroAreaUnderRoc
                or FairnessValue or DisparateImpact or PredictedAccuracy => true,
            FalsePositiveRate or WeightedFalsePositiveRate or LogLoss or Brier or AverageAbsoluteOddsDifference
                or FeatureDrift or PredictionDrift or ConfidenceDrift or DataDrift or DriftMagnitude or ModelQualityDrift => false,
            _ => null,
        };
    }
}
