using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Quality;

public sealed class MulticlassTests
{
    [Fact]
    public void Weighted_false_positives_by_hand()
    {
        // a: 2 rows, FP 1 of 3 others; b: 2 rows, FP 1 of 3; c: 1 row, FP 0 of 4.
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("aabbc", "abbca"));
        MetricAssert.Near((2 * (1 / 3.0) + 2 * (1 / 3.0) + 1 * (1 / 4.0)) / 5, m.Metrics.Get("weighted_false_positive_rate"));
        MetricAssert.Near(2 / 5.0, m.Metrics.Get("accuracy"));
        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "no probabilities");
        MetricAssert.Undefined(m.Metrics.Get("weighted_area_under_roc"), "no probabilities");
        MetricAssert.Undefined(m.Metrics.Get("macro_area_under_roc"), "no probabilities");
    }

    [Fact]
    public void A_class_without_a_value_counts_as_0_and_is_named()
    {
        Metric precision = QualityMeasure.Of(Rows.Scored("abcc", "abab")).Metrics.Get("macro_precision");

        MetricAssert.Near((0.5 + 0.5 + 0) / 3, precision);
        Assert.Contains("'c'", precision.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_does_not_occur_is_not_averaged()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("ab", "ab") with { Classes = ["a", "b", "c"] });

        MetricAssert.Near(1, m.Metrics.Get("macro_recall"));
        Assert.Null(m.Metrics.Get("macro_recall").Warning);
        Assert.Equal(["a", "b", "c"], m.ConfusionMatrix.Classes);
    }

    [Theory]
    [InlineData("aaa", "abc")]
    [InlineData("abc", "aaa")]
    public void The_coefficient_of_one_class_is_0_with_a_warning(string labels, string predictions)
    {
        Metric matthews = QualityMeasure.Of(Rows.Scored(labels, predictions)).Metrics.Get("matthews_correlation_coefficient");

        Assert.Equal(0, matthews.Value);
        Assert.Contains("one class", matthews.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Perfect_is_1()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("abcabca", "abcabca"));

        foreach (string name in new[] { "accuracy", "weighted_f1_measure", "macro_f1_measure", "matthews_correlation_coefficient", "weighted_precision", "macro_recall" })
            MetricAssert.Near(1, m.Metrics.Get(name));
        MetricAssert.Near(0, m.Metrics.Get("weighted_false_positive_rate"));
    }

    [Fact]
    public void Areas_leave_out_classes_without_labels_and_say_so()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("aabb", "aabb") with
        {
            Probabilities = [new("a", [0.8, 0.7, 0.1, 0.1]), new("b", [0.1, 0.2, 0.8, 0.8]), new("c", [0.1, 0.1, 0.1, 0.1])],
        });

        MetricAssert.Near(1, m.Metrics.Get("macro_area_under_roc"));
        Assert.Contains("'c'", m.Metrics.Get("macro_area_under_roc").Warning, StringComparison.Ordinal);
        Assert.Contains("'c'", m.Metrics.Get("weighted_area_under_roc").Warning, StringComparison.Ordinal);
        MetricAssert.Near(-(Math.Log(0.8) + Math.Log(0.7) + Math.Log(0.8) + Math.Log(0.8)) / 4, m.Metrics.Get("log_loss"));
    }

    [Fact]
    public void A_class_without_probabilities_leaves_no_losses_and_areas()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("abc", "abc") with { Probabilities = [new("a", [1, 0, 0]), new("b", [0, 1, 0])] });

        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "'c'");
        MetricAssert.Undefined(m.Metrics.Get("macro_area_under_roc"), "'c'");
    }

    [Fact]
    public void Rows_without_a_probability_are_left_out_and_counted()
    {
        double nan = double.NaN;
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("abcab", "abcab") with
        {
            Probabilities = [new("a", [0.8, 0.1, 0.1, nan, 0.2]), new("b", [0.1, 0.8, 0.1, 0.2, 0.6]), new("c", [0.1, 0.1, 0.8, nan, 0.2])],
            Weights = [1, 1, 1, 1, 0],
        });

        MetricAssert.Near(-Math.Log(0.8), m.Metrics.Get("log_loss"));
        Assert.Contains(m.Warnings, w => w.StartsWith("1 rows lack a usable probability", StringComparison.Ordinal));
        MetricAssert.Near(1, m.Metrics.Get("weighted_area_under_roc"));
    }

    [Fact]
    public void Scores_outside_0_to_1_have_areas_and_no_loss()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("abc", "abc") with { Probabilities = [new("a", [5, 0, 0]), new("b", [0, 5, 0]), new("c", [0, 0, 5])] });

        MetricAssert.Undefined(m.Metrics.Get("log_loss"), "outside 0 to 1");
        MetricAssert.Near(1, m.Metrics.Get("macro_area_under_roc"));
    }

    [Fact]
    public void No_rows_have_no_values()
    {
        QualityMeasurement m = QualityMeasure.Of(Rows.Scored("", "") with { Classes = ["a", "b", "c"], Probabilities = [new("a", []), new("b", []), new("c", [])] });

        MetricAssert.Sound(m.Metrics);
        Assert.All(m.Metrics, metric => Assert.Null(metric.Value));
    }

    [Fact]
    public void Classes_are_in_the_order_of_numbers_where_all_are()
    {
        Assert.Equal(["2", "10", "100"], ClassOrder.Sort(["100", "10", "2", "10"]));
        Assert.Equal(["10", "2", "x"], ClassOrder.Sort(["x", "2", "10"]));
        Assert.Equal(["1", "1.0", "2"], ClassOrder.Sort(["2", "1.0", "1"]));
        Assert.Empty(ClassOrder.Sort([]));
    }
}
