using CsCheck;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Properties;

/// <summary>What holds of fairness whatever the rows are.</summary>
public sealed class FairnessProperties
{
    private static readonly Gen<(string? Label, string? Prediction, string? Group, int Weight)[]> Table =
        Gen.Select(Text("YN"), Text("YN"), Text("abc"), Gen.Int[0, 3]).Array[0, 40];

    private static Gen<string?> Text(string letters) => Gen.Frequency((10, Gen.Int[0, letters.Length - 1].Select(i => (string?)letters[i].ToString())), (1, Gen.Const((string?)null)));

    [Fact]
    public void Values_are_sound_and_in_range() => Table.Sample(rows =>
    {
        FairnessMeasurement m = Measure(rows, "a", "b");
        MetricAssert.Sound(m.Metrics);
        Assert.All(m.Metrics.Where(x => x.Name.Contains("difference", StringComparison.Ordinal)), x => Assert.True(x.Value is null or >= -1 and <= 1));
        Assert.All(m.Metrics.Where(x => x.HigherIsBetter is not null), x => Assert.True(x.Value is null or >= 0));
    });

    [Fact]
    public void Exchanging_the_groups_turns_differences_around_and_inverts_the_ratio() => Table.Sample(rows =>
    {
        FairnessMeasurement ab = Measure(rows, "a", "b");
        FairnessMeasurement ba = Measure(rows, "b", "a");
        foreach (Metric metric in ab.Metrics.Where(x => x.Name.Contains("difference", StringComparison.Ordinal) && !x.Name.Contains("abs", StringComparison.Ordinal)))
            Assert.Equal(-metric.Value, ba.Metrics.Get(metric.Name).Value);
        Assert.Equal(ab.Metrics.Get("average_abs_odds_difference").Value, ba.Metrics.Get("average_abs_odds_difference").Value);
        if (ab.Metrics.Get("disparate_impact").Value is { } ratio and > 0)
            MetricAssert.Near(1 / ratio, ba.Metrics.Get("disparate_impact"));
    });

    [Fact]
    public void Weights_are_repetitions_and_order_does_not_matter() => Table.SelectMany(t => Gen.Shuffle(t).Select(s => (t, s))).Sample(t =>
    {
        var repeated = t.s.SelectMany(r => Enumerable.Repeat(r, r.Weight)).ToArray();
        foreach ((Metric w, Metric r) in Measure(t.t, "a", "b").Metrics.Zip(Measure(repeated, "a", "b", weighted: false).Metrics))
            Assert.Equal((r.Name, r.Value), (w.Name, w.Value));
    });

    [Fact]
    public void A_group_beside_itself_is_equal() => Table.Sample(rows =>
    {
        // The same rows twice under two names.
        var twice = rows.Select(r => r with { Group = "a" }).Concat(rows.Select(r => r with { Group = "b" })).ToArray();
        FairnessMeasurement m = Measure(twice, "a", "b");
        Assert.All(m.Metrics.Where(x => x.Name.Contains("difference", StringComparison.Ordinal)), x => Assert.True(x.Value is null or 0));
        Assert.True(m.Metrics.Get("fairness_value").Value is null or 100);
    });

    private static FairnessMeasurement Measure((string? Label, string? Prediction, string? Group, int Weight)[] rows, string monitored, string reference, bool weighted = true) =>
        FairnessMeasure.Of(new FairnessInput(
            CategoryColumn.Of("p", rows.Select(r => r.Prediction)),
            ["Y"],
            [new MonitoredGroup("g", [GroupValue.Of(monitored)], [GroupValue.Of(reference)])],
            [CategoryColumn.Of("g", rows.Select(r => r.Group))])
        {
            Labels = CategoryColumn.Of("l", rows.Select(r => r.Label)),
            Weights = weighted ? [.. rows.Select(r => (double)r.Weight)] : null,
        });
}
