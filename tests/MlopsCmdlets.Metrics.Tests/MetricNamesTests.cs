using System.Reflection;

namespace MlopsCmdlets.Metrics.Tests;

public sealed class MetricNamesTests
{
    [Fact]
    public void The_list_has_every_name_once()
    {
        var names = typeof(MetricNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), MetricNames.All.OrderBy(name => name, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true, "accuracy true_positive_rate recall precision f1_measure area_under_roc area_under_pr gini_coefficient matthews_correlation_coefficient")]
    [InlineData(true, "weighted_true_positive_rate weighted_recall weighted_precision weighted_f1_measure weighted_area_under_roc")]
    [InlineData(true, "macro_recall macro_precision macro_f1_measure macro_area_under_roc fairness_value disparate_impact predicted_accuracy")]
    [InlineData(false, "false_positive_rate weighted_false_positive_rate log_loss brier_score average_abs_odds_difference")]
    [InlineData(false, "feature_drift_score prediction_drift_score confidence_drift_score data_drift_magnitude drift_magnitude model_quality_drift")]
    [InlineData(null, "label_skew statistical_parity_difference average_odds_difference equal_opportunity_difference error_rate_difference false_negative_rate_difference")]
    [InlineData(null, "false_positive_rate_difference false_discovery_rate_difference false_omission_rate_difference something_else")]
    public void A_name_tells_which_way_is_better_also_of_one_feature(bool? expected, string names)
    {
        foreach (string name in names.Split(' '))
        {
            Assert.Equal((name, expected), (name, MetricNames.HigherIsBetter(name)));
            Assert.Equal((name, expected), (name, MetricNames.HigherIsBetter(name + ":accuracy")));
        }
    }
}
