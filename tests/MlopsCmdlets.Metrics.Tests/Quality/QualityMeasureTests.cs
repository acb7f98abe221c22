using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Quality;

/// <summary>What two classes give where data are odd.</summary>
public sealed class QualityMeasureTests
{
    [Fact]
    public void Figures_of_a_small_table_by_hand()
    {
        // TP 2, FN 1, FP 1, TN 1.
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTTFF", "TTFTF", [0.9, 0.8, 0.3, 0.6, 0.1]));

        Assert.Equal("T", m.PositiveClass);
        Assert.Equal(5, m.Rows);
        Assert.Empty(m.Warnings);
        MetricAssert.Near(0.6, m.Metrics.Get("accuracy"));
        MetricAssert.Near(2 / 3.0, m.Metrics.Get("recall"));
        MetricAssert.Near(2 / 3.0, m.Metrics.Get("true_positive_rate"));
        MetricAssert.Near(0.5, m.Metrics.Get("false_positive_rate"));
        MetricAssert.Near(2 / 3.0, m.Metrics.Get("precision"));
        MetricAssert.Near(2 / 3.0, m.Metrics.Get("f1_measure"));
        MetricAssert.Near(1 / 6.0, m.Metrics.Get("matthews_correlation_coefficient"));
        MetricAssert.Near(5 / 6.0, m.Metrics.Get("area_under_roc"));
        MetricAssert.Near(2 / 3.0, m.Metrics.Get("gini_coefficient"));
        MetricAssert.Near((1 + 1 + 0.75) / 3, m.Metrics.Get("area_under_pr"));
        MetricAssert.Near((0.01 + 0.04 + 0.49 + 0.36 + 0.01) / 5, m.Metrics.Get("brier_score"));
        MetricAssert.Near(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.3) + Math.Log(0.4) + Math.Log(0.9)) / 5, m.Metrics.Get("log_loss"));
        MetricAssert.Near((1 - 1.2) / Math.Sqrt(0.24), m.Metrics.Get("label_skew"));
        Assert.Equal([[1.0, 1.0], [1.0, 2.0]], m.ConfusionMatrix.ToArray());
        Assert.Equal(["F", "T"], m.ConfusionMatrix.Classes);
        Assert.All(m.Metrics, metric => Assert.Null(metric.Warning));
    }

    [Fact]
    public void Label_skew_matches_the_stored_run_of_OpenScale()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTTFFFFFFF", "TTTFFFFFFF"));

        Assert.Equal(0.873, Math.Round(m.Metrics.Get("label_skew").Value!.Value, 3));
    }

    [Fact]
    public void One_class_only_has_no_area_and_says_so()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTT", "TTF", [0.9, 0.8, 0.3]));

        MetricAssert.Sound(m.Metrics);
        MetricAssert.Undefined(m.Metrics.Get("area_under_roc"), "one class");
        MetricAssert.Undefined(m.Metrics.Get("gini_coefficient"), "one class");
        MetricAssert.Undefined(m.Metrics.Get("label_skew"), "one class");
        MetricAssert.Near(1, m.Metrics.Get("area_under_pr"));
        Assert.Contains("one class", m.Metrics.Get("area_under_pr").Warning, StringComparison.Ordinal);
        MetricAssert.Near(0, m.Metrics.Get("false_positive_rate"));
        Assert.Contains("No row has a negative label", m.Metrics.Get("false_positive_rate").Warning, StringComparison.Ordinal);
        MetricAssert.Near(0, m.Metrics.Get("matthews_correlation_coefficient"));
        Assert.NotNull(m.Metrics.Get("matthews_correlation_coefficient").Warning);
        Assert.Empty(m.RocCurve);
    }

    [Fact]
    public void Negatives_only_have_no_areas()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("FFF", "FFF", [0.1, 0.2, 0.3]) with { PositiveClass = "T" });

        MetricAssert.Sound(m.Metrics);
        MetricAssert.Undefined(m.Metrics.Get("area_under_roc"), "one class");
        MetricAssert.Undefined(m.Metrics.Get("area_under_pr"), "No row has a positive label");
        MetricAssert.Near(1, m.Metrics.Get("accuracy"));
        MetricAssert.Near(0, m.Metrics.Get("recall"));
        Assert.Contains("No row has a positive label", m.Metrics.Get("recall").Warning, StringComparison.Ordinal);
        Assert.Contains("predicted as positive", m.Metrics.Get("precision").Warning, StringComparison.Ordinal);
        Assert.Contains("neither by label nor by prediction", m.Metrics.Get("f1_measure").Warning, StringComparison.Ordinal);
        Assert.Empty(m.PrecisionRecallCurve);
    }

    [Fact]
    public void The_only_class_that_occurs_is_taken_as_positive_with_a_warning()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TT", "TT"));

        Assert.Equal("T", m.PositiveClass);
        Assert.Contains(m.Warnings, w => w.Contains("only class that occurs is 'T'", StringComparison.Ordinal));
        Assert.Empty(QualityMeasure.Of(Rows.Scored("TT", "TT") with { PositiveClass = "T" }).Warnings);
        Assert.Empty(QualityMeasure.Of(Rows.Scored("TT", "TT") with { Classes = ["F"] }).Warnings);
    }

    [Theory]
    [InlineData("FT", "T")]
    [InlineData("TF", "T")]
    [InlineData("01", "1")]
    [InlineData("ba", "b")]
    public void The_positive_class_is_the_second_in_order(string labels, string positive) =>
        Assert.Equal(positive, QualityMeasure.Of(Rows.Scored(labels, labels)).PositiveClass);

    [Fact]
    public void A_constant_score_has_half_the_area()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTTFF", "TTTTT", [0.7, 0.7, 0.7, 0.7, 0.7]));

        MetricAssert.Near(0.5, m.Metrics.Get("area_under_roc"));
        MetricAssert.Near(0, m.Metrics.Get("gini_coefficient"));
        MetricAssert.Near(0.6, m.Metrics.Get("area_under_pr"));
        Assert.Equal([new CurvePoint(0, 0, null), new CurvePoint(1, 1, 0.7)], m.RocCurve);
    }

    [Fact]
    public void Without_probabilities_areas_are_made_of_predictions_and_losses_are_not()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTFF", "TFTF"));

        MetricAssert.Near(0.5, m.Metrics.Get("area_under_roc"));
        Assert.Contains("Made of predictions", m.Metrics.Get("area_under_roc").Warning, StringComparison.Ordinal);
        Assert.Contains("Made of predictions", m.Metrics.Get("gini_coefficient").Warning, StringComparison.Ordinal);
        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "no probabilities");
        MetricAssert.Undefined(m.Metrics.Get("brier_score"), "no probabilities");
    }

    [Fact]
    public void Scores_outside_0_to_1_rank_but_are_no_probabilities()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTFF", "TTFF", [3, 2, 1, -4]));

        MetricAssert.Near(1, m.Metrics.Get("area_under_roc"));
        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "outside 0 to 1");
        MetricAssert.Undefined(m.Metrics.Get("brier_score"), "outside 0 to 1");
    }

    [Fact]
    public void The_probability_of_the_other_class_is_enough()
    {
        QualityMeasurement one = QualityMeasure.Of(Rows.Scored("TTFFT", "TFFTT", [0.9, 0.25, 0.125, 0.75, 0.5]));
        QualityMeasurement other = QualityMeasure.Of(Rows.Scored("TTFFT", "TFFTT", [0.1, 0.75, 0.875, 0.25, 0.5], positive: "F"));

        foreach (Metric metric in one.Metrics)
            MetricAssert.Near(metric.Value!.Value, other.Metrics.Get(metric.Name));
    }

    [Fact]
    public void Rows_without_label_prediction_weight_or_score_are_left_out_and_counted()
    {
        QualityMeasurement all = QualityMeasure.Of(Rows.Scored("TTTFF" + ".TTTT", "TTFTF" + "T.TTT", [0.9, 0.8, 0.3, 0.6, 0.1, 0.5, 0.5, 0.5, double.NaN, double.PositiveInfinity]) with
        {
            Weights = [1, 1, 1, 1, 1, 1, 1, 0, 1, 1],
        });
        QualityMeasurement scored = QualityMeasure.Of(Rows.Scored("TTTFF", "TTFTF", [0.9, 0.8, 0.3, 0.6, 0.1]));
        QualityMeasurement classified = QualityMeasure.Of(Rows.Scored("TTTFFTT", "TTFTFTT"));

        Assert.Equal(7, all.Rows);
        foreach (string name in new[] { "area_under_roc", "area_under_pr", "log_loss", "brier_score" })
            MetricAssert.Near(scored.Metrics.Get(name).Value!.Value, all.Metrics.Get(name));
        foreach (string name in new[] { "accuracy", "recall", "precision", "f1_measure", "label_skew" })
            MetricAssert.Near(classified.Metrics.Get(name).Value!.Value, all.Metrics.Get(name));
        Assert.Equal(
            [
                "1 rows have no label and do not count.", "1 rows have a label and no prediction and do not count.", "1 rows have the weight 0 and do not count.",
                "2 rows have no usable probability and do not count in what is made of probabilities.",
            ],
            all.Warnings);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("...", "TTT")]
    public void No_rows_have_no_values_and_no_faults(string labels, string predictions)
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored(labels, predictions));

        Assert.Equal(0, m.Rows);
        MetricAssert.Sound(m.Metrics);
        Assert.All(m.Metrics, metric => Assert.Null(metric.Value));
        MetricAssert.Undefined(m.Metrics.Get("area_under_roc"), "No row");
        MetricAssert.Undefined(m.Metrics.Get("area_under_pr"), "No row");
        MetricAssert.Undefined(m.Metrics.Get("accuracy"), "No row counts");
        MetricAssert.Undefined(m.Metrics.Get("label_skew"), "No row counts");
    }

    [Fact]
    public void No_rows_with_probabilities_have_no_losses()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("", "", []) with { Classes = ["F"] });

        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "No row with a probability counts");
        MetricAssert.Undefined(m.Metrics.Get("brier_score"), "No row with a probability counts");
    }

    [Fact]
    public void A_single_row()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("T", "F", [0.4]));

        MetricAssert.Sound(m.Metrics);
        MetricAssert.Near(0, m.Metrics.Get("accuracy"));
        MetricAssert.Near(0.36, m.Metrics.Get("brier_score"));
    }

    [Fact]
    public void A_certain_but_wrong_probability_costs_34_and_not_everything()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TF", "FT", [0, 1]));

        MetricAssert.Near(-Math.Log(1e-15), m.Metrics.Get("log_loss").Value!.Value + ((Math.Log(1 - (1 - 1e-15)) - Math.Log(1e-15)) / 2));
        MetricAssert.Near(1, m.Metrics.Get("brier_score"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight) =>
        Assert.Throws<ArgumentException>(() => QualityMeasure.Of(Rows.Scored("TF", "TF") with { Weights = [1, weight] }));

    [Fact]
    public void Columns_of_other_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => QualityMeasure.Of(Rows.Scored("TF", "T")));
        Assert.Throws<ArgumentException>(() => QualityMeasure.Of(Rows.Scored("TF", "TF") with { Weights = [1] }));
        Assert.Throws<ArgumentException>(() => QualityMeasure.Of(Rows.Scored("TF", "TF", [1])));
        Assert.Throws<ArgumentException>(() => RankedScores.Of([1], [true, false]));
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.Brier([1], [true, false]));
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.LogLoss([[1.0]], [0, 0]));
    }

    [Fact]
    public void A_positive_class_of_three_is_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => QualityMeasure.Of(Rows.Scored("abc", "abc") with { PositiveClass = "a" }));

        Assert.Contains("'a', 'b', 'c'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_refuse_what_is_no_probability()
    {
        MetricAssert.Undefined(ProbabilityLoss.LogLoss([1.5], [true]), "1.5 is not a probability");
        MetricAssert.Undefined(ProbabilityLoss.Brier([double.NaN], [true]), "not a probability");
        MetricAssert.Near(0.25, ProbabilityLoss.Brier([0.5, -3], [true, true], [1, 0]));
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.Brier([0.5], [true], [-1]));
    }

    [Fact]
    public void The_loss_of_several_classes_clips_what_is_certain_and_counts_weighed_rows_only()
    {
        MetricAssert.Near(-Math.Log(1e-15), ProbabilityLoss.LogLoss([[0.0], [1.0]], [0]));
        MetricAssert.Near(-Math.Log(0.25), ProbabilityLoss.LogLoss([[0.25, 0.1], [0.75, 0.9]], [0, 1], [2, 0]));
        MetricAssert.Undefined(ProbabilityLoss.LogLoss([[0.5], [0.5]], [0], [0.0]), "No row with a probability counts");
        Assert.Throws<ArgumentException>(() => ProbabilityLoss.LogLoss([[0.5, 0.5], [0.5, 0.5]], [0, 1], [1, -1]));
    }

    [Fact]
    public void Large_weights_do_not_become_infinite()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("TTFF", "TTFF", [0.9, 0.8, 0.2, 0.1]) with { Weights = [1e300, 1e300, 1e300, 1e300] });

        MetricAssert.Sound(m.Metrics);
        MetricAssert.Near(1, m.Metrics.Get("accuracy"));
    }
}
