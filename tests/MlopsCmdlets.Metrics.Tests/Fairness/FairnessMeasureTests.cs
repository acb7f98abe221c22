using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Fairness;

public sealed class FairnessMeasureTests
{
    [Theory]
    [InlineData(810, 767, 105.6)]
    [InlineData(72, 76, 94.7)]
    [InlineData(500, 500, 100)]
    [InlineData(0, 500, 0)]
    public void Fairness_value_matches_the_stored_runs_of_OpenScale(double monitored, double reference, double expected)
    {
        double of = monitored > 100 || reference > 100 ? 1000 : 100;

        Assert.Equal(expected, GroupDifferences.FairnessValue(Outcome(of, monitored), Outcome(of, reference)).Value);
    }

    [Fact]
    public void Fairness_value_rounds_percents_first()
    {
        // 33.3 / 66.7 = 0.499; unrounded it would be 0.5.
        Assert.Equal(49.9, GroupDifferences.FairnessValue(Outcome(3, 1), Outcome(3, 2)).Value);
        Assert.Equal(0.5, GroupDifferences.DisparateImpact(Outcome(3, 1), Outcome(3, 2)).Value!.Value, 12);
        // A reference of less than a twentieth of a percent is not rounded to nothing.
        Assert.Equal(250, GroupDifferences.FairnessValue(Outcome(1000, 1), Outcome(10000, 4)).Value);
    }

    [Fact]
    public void A_text_that_would_be_a_range_downwards_is_a_value_among_texts_and_an_error_among_numbers()
    {
        var group = new MonitoredGroup("month", [GroupValue.Parse("2024-01")], []);
        CategoryColumn predictions = Rows.Letters("TFTT");

        FairnessMeasurement measurement = FairnessMeasure.Of(new FairnessInput(predictions, ["T"], [group], [CategoryColumn.Of("month", ["2024-01", "2024-01", "2024-02", "2024-02"])]));

        Assert.Equal((2, 1), (measurement.Groups[0].MonitoredOutcome.Rows, measurement.Groups[0].MonitoredOutcome.Favorable));
        Assert.Equal("2024-01", measurement.Groups[0].Monitored);
        string error = Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(new FairnessInput(predictions, ["T"], [group], [new NumberColumn("month", [1, 2, 3, 4])]))).Message;
        Assert.Contains("The range from 2024 to 1 is empty.", error, StringComparison.Ordinal);
        Assert.Contains("'month'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_without_favourable_outcome_leaves_no_ratio()
    {
        MetricAssert.Undefined(GroupDifferences.FairnessValue(Outcome(10, 5), Outcome(10, 0)), "no favourable outcome");
        MetricAssert.Undefined(GroupDifferences.DisparateImpact(Outcome(10, 5), Outcome(10, 0)), "no favourable outcome");
        MetricAssert.Near(0.5, GroupDifferences.StatisticalParity(Outcome(10, 5), Outcome(10, 0)));
    }

    [Theory]
    [InlineData(0, 10, "the monitored group")]
    [InlineData(10, 0, "the reference group")]
    [InlineData(0, 0, "both groups")]
    public void An_empty_group_leaves_nothing_and_is_named(double monitored, double reference, string name)
    {
        IReadOnlyList<Metric> metrics = GroupDifferences.All(Outcome(monitored, monitored / 2), Outcome(reference, reference / 2), labelled: true);

        MetricAssert.Sound(metrics);
        foreach (string metric in new[] { "fairness_value", "disparate_impact", "statistical_parity_difference" })
            MetricAssert.Undefined(metrics.Get(metric), $"No row of {name} counts.");
    }

    [Fact]
    public void A_rate_that_one_group_lacks_is_no_difference()
    {
        var monitored = new BinaryCounts(0, 0, 5, 0);
        var reference = new BinaryCounts(3, 1, 4, 2);

        MetricAssert.Undefined(GroupDifferences.EqualOpportunity(monitored, reference), "No row of the monitored group has a favourable label.");
        MetricAssert.Undefined(GroupDifferences.FalseNegativeRate(monitored, reference), "has a favourable label");
        MetricAssert.Undefined(GroupDifferences.AverageOdds(monitored, reference), "has a favourable label");
        MetricAssert.Undefined(GroupDifferences.AverageAbsoluteOdds(monitored, reference), "has a favourable label");
        MetricAssert.Undefined(GroupDifferences.FalseDiscoveryRate(monitored, reference), "a favourable prediction");
        MetricAssert.Near(0 - (2 / 6.0), GroupDifferences.FalseOmissionRate(monitored, reference));
        MetricAssert.Near(0 - 0.2, GroupDifferences.FalsePositiveRate(monitored, reference));
        MetricAssert.Near(0 - 0.3, GroupDifferences.ErrorRate(monitored, reference));
        MetricAssert.Undefined(GroupDifferences.ErrorRate(new BinaryCounts(0, 0, 0, 0), reference), "has a label");
        MetricAssert.Undefined(GroupDifferences.FalsePositiveRate(new BinaryCounts(1, 0, 0, 1), reference), "has an unfavourable label");
        MetricAssert.Undefined(GroupDifferences.AverageOdds(new BinaryCounts(1, 0, 0, 1), reference), "has an unfavourable label");
        MetricAssert.Undefined(GroupDifferences.FalseOmissionRate(new BinaryCounts(1, 1, 0, 0), reference), "an unfavourable prediction");
    }

    [Fact]
    public void Odds_of_both_signs_cancel_in_one_and_not_in_the_other()
    {
        var monitored = new BinaryCounts(8, 2, 8, 2);
        var reference = new BinaryCounts(6, 4, 6, 4);

        MetricAssert.Near(0, GroupDifferences.AverageOdds(monitored, reference));
        MetricAssert.Near(0.2, GroupDifferences.AverageAbsoluteOdds(monitored, reference));
    }

    [Fact]
    public void Several_features_and_values_have_names_and_the_worst_stands_for_all()
    {
        FairnessMeasurement m = FairnessMeasure.Of(Input("YYNN" + "YYYN" + "YYYY", "aaaabbbbcccc", "xyxyxyxyxyxy",
            new MonitoredGroup("g", [GroupValue.Of("a"), GroupValue.Of("b")], [GroupValue.Of("c")]),
            new MonitoredGroup("h", [GroupValue.Of("x")], [GroupValue.Of("y")])));

        MetricAssert.Near(62.5, m.Metrics.Get("fairness_value:g"));
        MetricAssert.Near(50, m.Metrics.Get("fairness_value:g=a"));
        MetricAssert.Near(75, m.Metrics.Get("fairness_value:g=b"));
        MetricAssert.Near(62.5, m.Metrics.Get("fairness_value"));
        MetricAssert.Near(-0.375, m.Metrics.Get("statistical_parity_difference"));
        Assert.Equal(["a, b", "a", "b", "x"], m.Groups.Select(g => g.Monitored));
        Assert.Equal(["g", "g=a", "g=b", "h"], m.Groups.Select(g => g.Tag));
        Assert.Equal([8.0, 4, 4, 6], m.Groups.Select(g => g.MonitoredOutcome.Rows));
        Assert.Equal(100, m.Groups[0].ReferenceOutcome.FavorablePercent);
        Assert.Equal(["c", "c", "c", "y"], m.Groups.Select(g => g.Reference));
        Assert.True(m.Metrics.Get("fairness_value").HigherIsBetter);
        Assert.True(m.Metrics.Get("fairness_value:g").HigherIsBetter);
        Assert.Null(m.Metrics.Get("statistical_parity_difference").HigherIsBetter);
        Assert.DoesNotContain(m.Metrics, x => x.Name.Contains("odds", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_values_are_one_group_with_all_figures_of_the_rows_together()
    {
        const string Predictions = "YYNNYNNN" + "YNYNNYYN" + "YYNNYNYN";
        const string Labels = "YNYNNNYN" + "YYNNYYNY" + "YNYNYYNN";
        FairnessInput several = Input(Predictions, "aaaaaaaabbbbbbbbcccccccc", new string('x', 24), new MonitoredGroup("g", [GroupValue.Of("a"), GroupValue.Of("b")], [GroupValue.Of("c")]));
        FairnessInput one = Input(Predictions, "aaaaaaaaaaaaaaaacccccccc", new string('x', 24), new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("c")]));

        FairnessMeasurement m = FairnessMeasure.Of(several with { Labels = Rows.Letters(Labels) });
        FairnessMeasurement expected = FairnessMeasure.Of(one with { Labels = Rows.Letters(Labels) });

        Assert.Contains(expected.Metrics, metric => metric.Name == "average_odds_difference:g" && metric.Value is not null);
        foreach (Metric metric in expected.Metrics)
            Assert.Equal(metric, m.Metrics.Get(metric.Name));
    }

    [Fact]
    public void The_worst_leaves_out_what_is_not_defined_and_says_so()
    {
        FairnessMeasurement m = FairnessMeasure.Of(Input("YNYN", "aabb", "xxxx",
            new MonitoredGroup("h", [GroupValue.Of("z")], [GroupValue.Of("x")]),
            new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")])));

        MetricAssert.Near(100, m.Metrics.Get("fairness_value"));
        Assert.Equal("Not defined for 'h', which is left out.", m.Metrics.Get("fairness_value").Warning);
        MetricAssert.Undefined(m.Metrics.Get("fairness_value:h"), "No row of the monitored group");
    }

    [Fact]
    public void The_worst_is_by_direction()
    {
        // Labels are all Y, so that the error rates are the shares of N: a 1/2, b 0, x 3/4 ... h compares x with y.
        FairnessMeasurement m = FairnessMeasure.Of(Input("YNYY" + "NNYN", "aabb" + "cccc", "yyyy" + "xxxx",
            new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")]),
            new MonitoredGroup("h", [GroupValue.Of("x")], [GroupValue.Of("y")])) with { Labels = Rows.Letters("YYYYYYYY") });

        MetricAssert.Near(0.5, m.Metrics.Get("error_rate_difference:g"));
        MetricAssert.Near(0.5, m.Metrics.Get("error_rate_difference:h"));
        MetricAssert.Near(-0.5, m.Metrics.Get("equal_opportunity_difference"));
        MetricAssert.Undefined(m.Metrics.Get("average_abs_odds_difference"), "unfavourable label");
    }

    [Fact]
    public void The_largest_of_what_should_be_small_is_the_worst()
    {
        // g: TPR 1/2 against 1, FPR 1/2 against 0. h: no difference.
        FairnessMeasurement m = FairnessMeasure.Of(Input("YNYN" + "YYNN", "aaaabbbb", "xxyyxyxy",
            new MonitoredGroup("h", [GroupValue.Of("x")], [GroupValue.Of("y")]),
            new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")])) with { Labels = Rows.Letters("YYNNYYNN") });

        MetricAssert.Near(0.5, m.Metrics.Get("average_abs_odds_difference:g"));
        MetricAssert.Near(0.5, m.Metrics.Get("average_abs_odds_difference"));
        MetricAssert.Near(0, m.Metrics.Get("average_odds_difference:g"));
    }

    [Fact]
    public void Ranges_have_both_ends()
    {
        FairnessMeasurement m = FairnessMeasure.Of(new FairnessInput(Rows.Letters("YYNNYN"), ["Y"],
            [new MonitoredGroup("AGE", [GroupValue.Range(18, 25)], [GroupValue.Range(26, 75)])],
            [new NumberColumn("AGE", [18, 25, 25.5, 26, 75, double.NaN])]));

        Assert.Equal(2, m.Groups[0].MonitoredOutcome.Rows);
        Assert.Equal(2, m.Groups[0].ReferenceOutcome.Rows);
        Assert.Equal("18-25", m.Groups[0].Monitored);
        Assert.Equal("26-75", m.Groups[0].Reference);
        Assert.Empty(m.Warnings);
    }

    [Fact]
    public void Ranges_and_values_fit_columns_of_the_other_kind()
    {
        FairnessMeasurement texts = FairnessMeasure.Of(new FairnessInput(Rows.Letters("YNYN"), ["Y"],
            [new MonitoredGroup("AGE", [GroupValue.Range(18, 25)], [])], [CategoryColumn.Of("AGE", ["20", "30", "young", null])]));
        FairnessMeasurement numbers = FairnessMeasure.Of(new FairnessInput(Rows.Letters("YNYN"), ["Y"],
            [new MonitoredGroup("SENIOR", [GroupValue.Of("1")], [GroupValue.Of("0.0")])], [new NumberColumn("SENIOR", [1, 0, 1, 2])]));

        Assert.Equal((1, 2), (texts.Groups[0].MonitoredOutcome.Rows, texts.Groups[0].ReferenceOutcome.Rows));
        Assert.Equal("all others", texts.Groups[0].Reference);
        Assert.Equal((2, 1), (numbers.Groups[0].MonitoredOutcome.Rows, numbers.Groups[0].ReferenceOutcome.Rows));
    }

    [Fact]
    public void Text_of_a_range_is_a_range_among_numbers_and_itself_among_texts()
    {
        foreach (DataColumn ages in new DataColumn[] { new NumberColumn("AGE", [20, 25, -3, 30]), CategoryColumn.Of("AGE", ["20", "18-25", "-3", "30"]) })
        {
            FairnessMeasurement m = FairnessMeasure.Of(new FairnessInput(Rows.Letters("YYYY"), ["Y"],
                [new MonitoredGroup("AGE", [GroupValue.Parse("18-25")], [GroupValue.Parse("-5 - -2.5"), GroupValue.Parse("30")])], [ages]));

            Assert.Equal((2, 2), (m.Groups[0].MonitoredOutcome.Rows, m.Groups[0].ReferenceOutcome.Rows));
            Assert.Equal(("18-25", "-5 - -2.5, 30"), (m.Groups[0].Monitored, m.Groups[0].Reference));
        }

        Assert.Throws<ArgumentException>(() => GroupValue.Range(25, 18));
        Assert.Throws<ArgumentException>(() => GroupValue.Range(double.NaN, 18));
        Assert.Null(GroupValue.Parse("2025-11-25").Low);
        Assert.Null(GroupValue.Parse("a-b").Low);
    }

    [Fact]
    public void A_row_of_both_groups_is_monitored_with_a_warning()
    {
        MonitoredGroup group = new("AGE", [GroupValue.Range(18, 25)], [GroupValue.Range(25, 75)]);
        foreach (DataColumn ages in new DataColumn[] { new NumberColumn("AGE", [20, 25, 25, 30]), CategoryColumn.Of("AGE", ["20", "25", "25", "30"]) })
        {
            FairnessMeasurement m = FairnessMeasure.Of(new FairnessInput(Rows.Letters("YYYY"), ["Y"], [group], [ages]));

            Assert.Equal((3, 1), (m.Groups[0].MonitoredOutcome.Rows, m.Groups[0].ReferenceOutcome.Rows));
            Assert.Equal(["2 rows are in both groups of 'AGE' and count as monitored."], m.Warnings);
        }
    }

    [Fact]
    public void Rows_without_prediction_or_with_neither_outcome_do_not_count()
    {
        FairnessMeasurement m = FairnessMeasure.Of(Input("YNZ.YNZ.", "aaaabbbb", "xxxxxxxx", new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")])) with
        {
            Unfavorable = ["N"],
        });

        Assert.Equal((2, 2), (m.Groups[0].MonitoredOutcome.Rows, m.Groups[0].ReferenceOutcome.Rows));
        Assert.Equal(
            ["2 rows have no prediction and count for no group.", "2 rows have a prediction that is neither favourable nor unfavourable and count for no group."],
            m.Warnings);
    }

    [Fact]
    public void Labels_that_are_missing_or_neither_are_out_of_the_errors_only()
    {
        FairnessMeasurement m = FairnessMeasure.Of(Input("YYNN" + "YYNN", "aaaabbbb", "xxxxxxxx", new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")])) with
        {
            Labels = Rows.Letters("Y.NZYNNY"),
            Unfavorable = ["N"],
        });

        Assert.Equal(4, m.Groups[0].MonitoredOutcome.Rows);
        Assert.Equal(new BinaryCounts(1, 0, 1, 0), m.Groups[0].MonitoredOutcome.Errors);
        Assert.Equal(new BinaryCounts(1, 1, 1, 1), m.Groups[0].ReferenceOutcome.Errors);
        MetricAssert.Near(-0.5, m.Metrics.Get("error_rate_difference"));
    }

    [Fact]
    public void A_favourable_outcome_that_never_occurs_is_told()
    {
        FairnessInput input = Input("NNNN", "aabb", "xxxx", new MonitoredGroup("g", [GroupValue.Of("a")], [GroupValue.Of("b")]));

        Assert.Contains("The favourable outcome 'Y' occurs in no row.", FairnessMeasure.Of(input).Warnings);
        Assert.Empty(FairnessMeasure.Of(input with { Labels = Rows.Letters("YNNN") }).Warnings);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        MonitoredGroup group = new("g", [GroupValue.Of("a")], [GroupValue.Of("b")]);
        FairnessInput input = Input("YN", "ab", "xx", group);

        Assert.Contains("'z'", Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Groups = [group with { Feature = "z" }] })).Message, StringComparison.Ordinal);
        Assert.Contains("Two groups", Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Groups = [group, group] })).Message, StringComparison.Ordinal);
        Assert.Contains("no monitored value", Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Groups = [group with { Monitored = [] }] })).Message, StringComparison.Ordinal);
        Assert.Contains("both as", Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Unfavorable = ["Y"] })).Message, StringComparison.Ordinal);
        Assert.Contains("No outcome", Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Favorable = [] })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Features = [Rows.Letters("abc", "g")] }));
        Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Labels = Rows.Letters("Y") }));
        Assert.Throws<ArgumentException>(() => FairnessMeasure.Of(input with { Weights = [1, -1] }));
        Assert.Throws<ArgumentException>(() => GroupValue.Range(3, 2));
        Assert.Throws<ArgumentException>(() => GroupValue.Range(double.NaN, 2));
    }

    [Fact]
    public void No_groups_are_no_metrics()
    {
        FairnessMeasurement m = FairnessMeasure.Of(Input("YN", "ab", "xx"));

        Assert.Empty(m.Metrics);
        Assert.Empty(m.Groups);
    }

    private static FairnessInput Input(string predictions, string g, string h, params MonitoredGroup[] groups) =>
        new(Rows.Letters(predictions), ["Y"], groups, [Rows.Letters(g, "g"), Rows.Letters(h, "h")]);

    private static GroupOutcome Outcome(double rows, double favorable) => new(rows, favorable, new BinaryCounts(0, 0, 0, 0));
}
