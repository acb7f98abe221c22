using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Drift;

public sealed class DriftMeasureTests
{
    [Fact]
    public void The_same_data_do_not_drift()
    {
        DriftInput input = Input(1000, shift: 0) with { Accuracy = 0.9 };

        DriftMeasurement m = DriftMeasure.Of(DriftBaselineBuilder.Of(input), input);

        foreach (string name in new[] { "feature_drift_score", "prediction_drift_score", "confidence_drift_score", "data_drift_magnitude", "drift_magnitude", "model_quality_drift", "feature_drift_score:AGE", "feature_drift_score:GENDER", "confidence_drift_score:T" })
            MetricAssert.Near(0, m.Metrics.Get(name));
        MetricAssert.Near(0.9, m.Metrics.Get("predicted_accuracy"));
        Assert.Empty(m.Warnings);
        Assert.Equal(1000, m.Rows);
        Assert.All(m.Metrics, x => Assert.Null(x.Warning));
    }

    [Fact]
    public void A_shift_drifts_the_more_the_farther()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(1000, 0));
        double[] drifts = [.. new[] { 0, 5, 15, 60 }.Select(s => DriftMeasure.Of(baseline, Input(1000, s)).Metrics.Get("feature_drift_score:AGE").Value!.Value)];

        Assert.True(drifts[0] < drifts[1] && drifts[1] < drifts[2] && drifts[2] < drifts[3], string.Join(" ", drifts));
        Assert.InRange(drifts[3], 0.9, 1);
    }

    [Fact]
    public void Categories_drift_by_frequency()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([Rows.Letters("aaab", "x")]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([Rows.Letters("abbc", "x")]));

        ColumnDrift x = m.Features.Single();
        MetricAssert.Near(0.5, x.TotalVariation);
        MetricAssert.Near(0.5, x.Overlap);
        MetricAssert.Near(x.JensenShannon!.Value, m.Metrics.Get("feature_drift_score"));
        MetricAssert.Near(0.25, m.Metrics.Get("data_drift_magnitude"));
        Assert.Equal(1, x.UnknownRows);
        Assert.Equal(0, x.MissingShare);
    }

    [Fact]
    public void The_score_is_the_mean_of_the_features()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([Rows.Letters("aabb", "x"), Rows.Letters("aabb", "y")]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([Rows.Letters("cccc", "x"), Rows.Letters("abab", "y")]));

        MetricAssert.Near(1, m.Metrics.Get("feature_drift_score:x"));
        MetricAssert.Near(0, m.Metrics.Get("feature_drift_score:y"));
        MetricAssert.Near(0.5, m.Metrics.Get("feature_drift_score"));
        MetricAssert.Near(1, m.Metrics.Get("data_drift_magnitude"));
    }

    [Fact]
    public void Whole_numbers_with_few_values_are_counted_and_others_have_a_density()
    {
        double[] few = [.. Enumerable.Range(0, 64).Select(i => (double)(i % 5))];
        double[] many = [.. Enumerable.Range(0, 64).Select(i => (double)(i % 6))];
        double[] halves = [.. Enumerable.Range(0, 64).Select(i => (i % 2) + 0.5)];

        Assert.True(Assert.IsType<FrequencyBaseline>(Feature(few)).AreNumbers);
        Assert.IsType<DensityBaseline>(Feature(many));
        Assert.IsType<DensityBaseline>(Feature(halves));
        Assert.IsType<DensityBaseline>(Feature([]));
        Assert.IsType<DensityBaseline>(Feature([double.NaN]));
        Assert.IsType<DensityBaseline>(Feature([7]));
        Assert.IsType<FrequencyBaseline>(Feature([7, 7, 7, double.NaN]));
        Assert.IsType<FrequencyBaseline>(DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [1, 9.5, 1])]) { Weights = [2, 0, 2] }).Features[0]);
    }

    [Fact]
    public void Discrete_numbers_know_a_range_and_not_a_set()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [.. Enumerable.Range(0, 64).Select(i => (double)(i % 2 * 3))])]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [0, 1.5, -0.0, 3, 4, double.NaN])]));

        Assert.Equal(1, m.Features[0].UnknownRows);
        MetricAssert.Near(1 / 6.0, m.Metrics.Get("data_drift_magnitude"));
        // 0 occurs twice and 3 once, against a half each.
        MetricAssert.Near(0.5, m.Features[0].TotalVariation);
        MetricAssert.Near(1 / 6.0, m.Features[0].MissingShare);
    }

    [Fact]
    public void Missing_values_are_a_value()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("n", Numbers(100)), Rows.Letters(new string('a', 100), "t")]));

        DriftMeasurement all = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("n", [.. Numbers(100).Select(_ => double.NaN)]), Rows.Letters(new string('.', 100), "t")]));
        DriftMeasurement half = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("n", [.. Numbers(100), .. Numbers(100).Select(_ => double.PositiveInfinity)]), Rows.Letters(new string('a', 100) + new string('.', 100), "t")]));

        Assert.All(all.Features, f => MetricAssert.Near(1, f.TotalVariation));
        Assert.All(half.Features, f => MetricAssert.Near(0.5, f.TotalVariation));
        Assert.All(half.Features, f => MetricAssert.Near(0.5, f.MissingShare));
        MetricAssert.Near(0, all.Metrics.Get("data_drift_magnitude"));
    }

    [Fact]
    public void Constant_columns_are_apart_or_the_same()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [2.5, 2.5, 2.5])]));

        MetricAssert.Near(0, DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [2.5])])).Metrics.Get("feature_drift_score"));
        Assert.InRange(DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [9.5, 9.5])])).Metrics.Get("feature_drift_score").Value!.Value, 0.999, 1);
    }

    [Fact]
    public void A_range_beside_one_value_is_not_called_coarse()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [2.5, 2.5, 2.5])]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [2.5, 3, 4])]));

        Assert.Null(m.Metrics.Get("feature_drift_score:x").Warning);
        Assert.InRange(m.Metrics.Get("feature_drift_score:x").Value!.Value, 0.3, 1);
    }

    [Fact]
    public void An_outlier_makes_the_comparison_coarse_and_is_told()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", Numbers(1000))]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [.. Numbers(1000), 1e9])]));

        MetricAssert.Sound(m.Metrics);
        Assert.Contains("times that of the baseline", m.Metrics.Get("feature_drift_score:x").Warning, StringComparison.Ordinal);
        MetricAssert.Near(1 / 1001.0, m.Metrics.Get("data_drift_magnitude"));
    }

    [Theory]
    [InlineData(1e308)]
    [InlineData(1e200)]
    [InlineData(1e-320)]
    public void Extreme_numbers_have_distances(double scale)
    {
        double[] values = [-scale, scale, scale / 2, 0, scale / 3];
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", values)]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", values)]));

        MetricAssert.Near(0, m.Metrics.Get("feature_drift_score"));
        Assert.Equal(5, baseline.Features[0].Total);
    }

    [Theory]
    [InlineData(1e308, 0)]
    [InlineData(1e200, 1e200)]
    public void Where_squares_overflow_the_deviation_is_half_the_range_if_that_is_a_number(double scale, double expected) =>
        Assert.Equal(expected, ((DensityBaseline)Feature([-scale, scale, 0])).StandardDeviation);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.25, 0)]
    [InlineData(1, 0.707107)]
    public void Weights_of_one_row_or_less_have_no_deviation(double weight, double expected)
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [1.5, 2.5])]) { Weights = [weight, weight] });

        Assert.Equal(expected, ((DensityBaseline)baseline.Features[0]).StandardDeviation, 6);
    }

    [Theory]
    [InlineData(1000, 1011, null)]
    [InlineData(1000, 1110, null)]
    [InlineData(1000, 2001, "times that of the baseline")]
    public void A_range_is_wide_compared_with_that_of_the_baseline_and_not_with_its_numbers(double low, double high, string? warning)
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [1000, 1005.5, 1010])]));

        string? actual = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [low, low + 0.5, high])])).Metrics.Get("feature_drift_score:x").Warning;

        if (warning is null)
            Assert.Null(actual);
        else
            Assert.Contains(warning, actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [0, 0, 0])]));

        MetricAssert.Near(0, DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", [-0.0, 0])])).Metrics.Get("feature_drift_score"));
    }

    [Fact]
    public void Probabilities_alone_make_a_baseline_whose_classes_have_no_share()
    {
        var input = new DriftInput([]) { Probabilities = [new ClassProbability("T", [0.1, 0.5, 0.9])] };

        DriftBaseline baseline = DriftBaselineBuilder.Of(input);

        Assert.Equal(3, baseline.Rows);
        Assert.Equal(0, Assert.Single(baseline.Confidences).Share);
        MetricAssert.Near(0, DriftMeasure.Of(baseline, input).Metrics.Get("confidence_drift_score"));
    }

    [Fact]
    public void A_histogram_counts_every_value()
    {
        var density = (DensityBaseline)Feature(Numbers(1000));

        Assert.Equal(1000, density.Total);
        Assert.Equal(DensityBaseline.BinCount, density.Bins.Count);
        Assert.Equal(0, density.Minimum);
        Assert.Equal(99.9, density.Maximum);
        Assert.Equal(28.881944, density.StandardDeviation, 6);
        Assert.True(density.Bins[0] > 0 && density.Bins[511] > 0);
        Assert.All(density.Bins, b => Assert.InRange(b, 1, 3));
    }

    [Fact]
    public void A_density_keeps_every_value_however_narrow()
    {
        var narrow = (DensityBaseline)Feature([0.5, 0.5000001]);

        // The width is that of two points; two rows give the sum of a bell over the points.
        Assert.Equal(2 * Math.Sqrt(2 * Math.PI), KernelDensity.At(narrow, 0, 1000).Take(512).Sum() + Left(), 6);

        // Left of 0 nothing is counted: 0.5 lies a quarter of a point from the edge.
        double Left()
        {
            double spacing = 1000 / 511.0;
            double sum = 0;
            for (int i = -1; i > -12; i--)
                sum += 2 * Math.Exp(-0.5 * Math.Pow(i - (0.5 / spacing), 2));
            return sum;
        }
    }

    [Fact]
    public void Confidence_is_weighted_by_the_share_of_the_class()
    {
        double[] low = [.. Enumerable.Range(0, 100).Select(i => 0.1 + (i % 10 * 0.001))];
        double[] high = [.. Enumerable.Range(0, 100).Select(i => 0.9 + (i % 10 * 0.001))];
        var baseline = DriftBaselineBuilder.Of(new DriftInput([Rows.Letters(new string('a', 100), "x")])
        {
            Predictions = Rows.Letters(new string('T', 75) + new string('F', 25)),
            Probabilities = [new ClassProbability("T", low), new ClassProbability("F", high)],
        });
        var now = new DriftInput([Rows.Letters(new string('a', 100), "x")])
        {
            Predictions = Rows.Letters(new string('T', 75) + new string('F', 25)),
            Probabilities = [new ClassProbability("T", high), new ClassProbability("F", high)],
        };

        DriftMeasurement m = DriftMeasure.Of(baseline, now);

        Assert.Equal([0.75, 0.25], baseline.Confidences.Select(c => c.Share));
        Assert.Equal(1, m.Metrics.Get("confidence_drift_score:T").Value!.Value, 6);
        MetricAssert.Near(0, m.Metrics.Get("confidence_drift_score:F"));
        Assert.Equal(0.75, m.Metrics.Get("confidence_drift_score").Value!.Value, 6);
        MetricAssert.Near(0, m.Metrics.Get("prediction_drift_score"));
        Assert.Equal(1, DriftMeasure.Of(baseline with { Confidences = [baseline.Confidences[0] with { Share = 0 }] }, now).Metrics.Get("confidence_drift_score").Value!.Value, 6);
    }

    [Fact]
    public void Predictions_drift_by_class()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([]) { Predictions = Rows.Letters("TTFF") });

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([]) { Predictions = Rows.Letters("TTTF") });

        MetricAssert.Near(0.25, m.Metrics.Get("prediction_drift_score"));
        Assert.Equal("prediction", m.Prediction!.Name);
        MetricAssert.Undefined(m.Metrics.Get("feature_drift_score"), "No feature");
        MetricAssert.Undefined(m.Metrics.Get("data_drift_magnitude"), "No feature");
    }

    [Theory]
    [InlineData(0.875, 0.8614, 0.0136)]
    [InlineData(0.8, 0.9, 0)]
    public void Accuracy_drifts_downwards_only(double before, double now, double expected)
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(10, 0)) with { Accuracy = before };

        DriftMeasurement m = DriftMeasure.Of(baseline, Input(10, 0) with { Accuracy = now });

        MetricAssert.Near(expected, m.Metrics.Get("drift_magnitude"));
        MetricAssert.Near(expected, m.Metrics.Get("model_quality_drift"));
        MetricAssert.Near(now, m.Metrics.Get("predicted_accuracy"));
    }

    [Fact]
    public void What_one_side_lacks_has_no_value_and_a_reason()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(10, 0));

        DriftMeasurement other = DriftMeasure.Of(baseline, new DriftInput([Rows.Letters("ab", "OTHER")]) { Accuracy = 0.5 });
        DriftMeasurement none = DriftMeasure.Of(DriftBaselineBuilder.Of(new DriftInput([])), Input(10, 0));

        MetricAssert.Sound(other.Metrics);
        MetricAssert.Sound(none.Metrics);
        Assert.Equal(["The baseline knows 'AGE', 'GENDER', which the data do not have and which is left out."], other.Warnings);
        MetricAssert.Undefined(other.Metrics.Get("prediction_drift_score"), "no predictions on both sides");
        MetricAssert.Undefined(other.Metrics.Get("confidence_drift_score"), "no probabilities on both sides");
        MetricAssert.Undefined(other.Metrics.Get("drift_magnitude"), "The baseline has no accuracy");
        MetricAssert.Undefined(none.Metrics.Get("drift_magnitude"), "no labels");
        MetricAssert.Undefined(none.Metrics.Get("predicted_accuracy"), "no labels");
        Assert.Empty(none.Features);
    }

    [Fact]
    public void No_rows_have_no_distance()
    {
        DriftInput empty = Input(0, 0);
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(10, 0));

        foreach (DriftMeasurement m in new[] { DriftMeasure.Of(baseline, empty), DriftMeasure.Of(DriftBaselineBuilder.Of(empty), Input(10, 0)), DriftMeasure.Of(DriftBaselineBuilder.Of(empty), empty) })
        {
            MetricAssert.Sound(m.Metrics);
            MetricAssert.Undefined(m.Metrics.Get("feature_drift_score"), "No feature");
            MetricAssert.Undefined(m.Metrics.Get("feature_drift_score:AGE"), "no rows on both sides");
            Assert.Null(m.Metrics.Get("prediction_drift_score").Value);
        }

        MetricAssert.Undefined(DriftMeasure.Of(baseline, empty).Metrics.Get("data_drift_magnitude"), "No row counts");
        MetricAssert.Near(0, DriftMeasure.Of(DriftBaselineBuilder.Of(empty), Input(10, 0)).Metrics.Get("data_drift_magnitude"));
    }

    [Fact]
    public void Columns_of_the_other_kind_are_read_as_the_baseline_is()
    {
        DriftBaseline numbers = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", Numbers(50))]));
        DriftBaseline texts = DriftBaselineBuilder.Of(new DriftInput([CategoryColumn.Of("x", ["1", "2.5", "1"])]));
        DriftBaseline counts = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", [1, 1, 1, 2, 2, 2])]));

        MetricAssert.Near(0, DriftMeasure.Of(numbers, new DriftInput([CategoryColumn.Of("x", Numbers(50).Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))])).Metrics.Get("feature_drift_score"));
        MetricAssert.Near(0, DriftMeasure.Of(texts, new DriftInput([new NumberColumn("x", [1, 2.5, 1])])).Metrics.Get("feature_drift_score"));
        MetricAssert.Near(0, DriftMeasure.Of(counts, new DriftInput([CategoryColumn.Of("x", ["1.0", "2"])])).Metrics.Get("feature_drift_score"));
        MetricAssert.Near(0.5, DriftMeasure.Of(counts, new DriftInput([CategoryColumn.Of("x", ["1", "2", "x", null])])).Features[0].MissingShare);
    }

    [Fact]
    public void A_column_of_identifiers_is_kept_short_and_does_not_drift()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([CategoryColumn.Of("id", Enumerable.Range(0, 3000).Select(i => $"id{i}"))]));
        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([CategoryColumn.Of("id", Enumerable.Range(5000, 3000).Select(i => $"id{i}"))]));

        var ids = (FrequencyBaseline)baseline.Features[0];
        Assert.Equal(1000, ids.Counts.Count);
        Assert.Equal(2000, ids.Others);
        Assert.Equal(3000, ids.Total);
        MetricAssert.Near(0, m.Metrics.Get("data_drift_magnitude"));
        // What is not among the thousand may be among the rest.
        MetricAssert.Near(1 / 3.0, m.Features[0].TotalVariation);
    }

    [Fact]
    public void The_most_frequent_values_are_kept()
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([CategoryColumn.Of("id", [.. Enumerable.Range(0, 1200).Select(i => $"id{i}"), "id1199"])]));

        Assert.Equal(new KeyValuePair<string, double>("id1199", 2), ((FrequencyBaseline)baseline.Features[0]).Counts[0]);
        Assert.Equal("id0", ((FrequencyBaseline)baseline.Features[0]).Counts[1].Key);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var x = new NumberColumn("x", [1, 2]);
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([x]));

        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => DriftBaselineBuilder.Of(new DriftInput([x, x]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x, x])));
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x, new NumberColumn("y", [1])])));
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x]) { Weights = [1, double.NaN] }));
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x]) { Weights = [1] }));
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x]) { Predictions = Rows.Letters("T") }));
        Assert.Throws<ArgumentException>(() => DriftMeasure.Of(baseline, new DriftInput([x]) { Probabilities = [new("T", [0.5])] }));
        Assert.Throws<ArgumentException>(() => new CategoryColumn("c", [2], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new CategoryColumn("c", [-2], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new CategoryColumn("c", [0], ["a", "a"]));
    }

    private static ColumnBaseline Feature(double[] values) => DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", values)])).Features[0];

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => i * 0.1)];

    private static DriftInput Input(int rows, double shift) => new(
        [
            new NumberColumn("AGE", [.. Enumerable.Range(0, rows).Select(i => 20 + (i * 7919 % 601 / 10.0) + shift)]),
            CategoryColumn.Of("GENDER", Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? "F" : "M")),
        ])
    {
        Predictions = CategoryColumn.Of("prediction", Enumerable.Range(0, rows).Select(i => i % 5 == 0 ? "T" : "F")),
        Probabilities = [new ClassProbability("T", [.. Enumerable.Range(0, rows).Select(i => i * 31 % 100 / 100.0)])],
    };
}
