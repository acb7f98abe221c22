using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;

namespace MlopsCmdlets.Tests.Measuring;

public sealed class MeasurerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("AGE", "age")]
    [InlineData("age", "Age")]
    public void Features_are_those_of_the_baseline_whatever_the_case_of_their_names(string before, string after)
    {
        DriftBaseline baseline = Of(new MeasuredColumns { Prediction = "p" }, new MeasuringOptions(), [before, "p"], [20, "T"], [30, "F"], [40, "T"]).AsBaseline(Now);

        MlopsMeasurement measurement = Of(new MeasuredColumns { Prediction = "p", Features = [after] }, new MeasuringOptions(), ["age", "p"], [20, "T"], [30, "F"], [40, "T"]).Measure(baseline, Now);

        Assert.DoesNotContain(measurement.Warnings, warning => warning.Contains("baseline knows", StringComparison.Ordinal));
        Assert.Contains(measurement.Metrics, metric => metric.Name.Contains(before, StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_is_found_however_its_number_is_written()
    {
        var options = new MeasuringOptions { Favorable = ["T"], Groups = [new MonitoredGroup("plan", [GroupValue.Parse("1.0")], [GroupValue.Parse("basic")])] };
        var columns = new MeasuredColumns { Prediction = "p", Groups = ["plan"] };

        MlopsMeasurement measurement = Of(columns, options, ["plan", "p"], ["basic", "T"], ["basic", "T"], ["1.0", "T"], ["1", "F"]).Measure(null, Now);

        // One of two of the group against two of two.
        Assert.Contains(measurement.Metrics, metric => metric.Name.StartsWith("disparate_impact", StringComparison.OrdinalIgnoreCase) && metric.Value is { } value && Math.Abs(value - 0.5) < 1e-12);
    }

    [Fact]
    public void A_row_without_its_weight_is_left_out_also_where_it_lacks_the_column()
    {
        var columns = new MeasuredColumns { Prediction = "p", Label = "l", Weight = "w" };
        var table = new MeasuredTable(columns);
        table.Add(new InputRow(new RowColumns(["p", "l", "w"]), ["T", "T", 3], 1));
        table.Add(new InputRow(new RowColumns(["p", "l"]), ["T", "F"], 2));
        table.Add(new InputRow(new RowColumns(["p", "l", "w"]), ["T", "T", null], 3));

        MlopsMeasurement measurement = new Measurer(table, columns, new MeasuringOptions()).Measure(null, Now);

        Assert.Equal((1, 2), (measurement.Rows, measurement.SkippedRows));
        Assert.Equal(1, measurement.Accuracy);
    }

    [Fact]
    public void Without_the_label_that_may_be_missing_there_is_no_quality_and_a_warning()
    {
        var columns = new MeasuredColumns { Prediction = "p", Label = "l", LabelOptional = true };
        var options = new MeasuringOptions { Favorable = ["T"], Groups = [new MonitoredGroup("g", [GroupValue.Of("a")], [])] };

        MlopsMeasurement measurement = Of(columns with { Groups = ["g"] }, options, ["p", "g"], ["T", "a"], ["F", "b"], ["T", "b"]).Measure(null, Now);

        Assert.Null(measurement.Quality);
        Assert.DoesNotContain(measurement.Metrics, metric => metric.Name == "accuracy" || metric.Name.StartsWith("error_rate", StringComparison.Ordinal));
        Assert.Equal(200, measurement.FairnessValue);
        Assert.Contains(measurement.Warnings, warning => warning.Contains("'l'", StringComparison.Ordinal) && warning.Contains("quality", StringComparison.Ordinal));
        Assert.Throws<MeasuringColumnException>(() => Of(columns with { LabelOptional = false }, new MeasuringOptions(), ["p"], ["T"]));
    }

    private static Measurer Of(MeasuredColumns columns, MeasuringOptions options, string[] names, params object?[][] rows)
    {
        var table = new MeasuredTable(columns);
        var present = new RowColumns(names);
        for (int i = 0; i < rows.Length; i++)
            table.Add(new InputRow(present, rows[i], i + 1));
        return new Measurer(table, columns, options);
    }
}
