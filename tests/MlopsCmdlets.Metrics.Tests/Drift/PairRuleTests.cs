using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Drift;

/// <summary>Values that are known each for itself, but not together.</summary>
public sealed class PairRuleTests
{
    [Fact]
    public void A_pair_that_never_meets_is_a_rule_and_breaking_it_is_data_drift()
    {
        DriftBaseline baseline = Baseline(20);

        Assert.Equal([new PairRule("country", Text("ch"), "currency", Text("eur")), new PairRule("country", Text("de"), "currency", Text("chf"))], baseline.Rules.OrderBy(r => r.Value.Text, StringComparer.Ordinal));
        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([CategoryColumn.Of("country", ["de", "de", "ch", null]), CategoryColumn.Of("currency", ["eur", "chf", "chf", "eur"])]));
        MetricAssert.Near(0.25, m.Metrics.Get("data_drift_magnitude"));
        Assert.All(m.Features, f => Assert.Equal(0, f.UnknownRows));
    }

    [Fact]
    public void What_chance_explains_is_no_rule()
    {
        // 19 · 20 / 39 is less than ten meetings; with one more row of the first it is ten.
        Assert.Empty(DriftBaselineBuilder.Of(Input([.. Enumerable.Repeat("de", 19), .. Enumerable.Repeat("ch", 20)])).Rules);
        Assert.Equal(2, Baseline(20).Rules.Count);
    }

    [Fact]
    public void Weights_are_rows()
    {
        DriftInput input = Input(["de", "ch"]);

        Assert.Equal(2, DriftBaselineBuilder.Of(input with { Weights = [20, 20] }).Rules.Count);
        Assert.Empty(DriftBaselineBuilder.Of(input with { Weights = [1, 1] }).Rules);
        DriftMeasurement m = DriftMeasure.Of(Baseline(20), new DriftInput([CategoryColumn.Of("country", ["de", "ch"]), CategoryColumn.Of("currency", ["chf", "chf"])]) { Weights = [3, 1] });
        MetricAssert.Near(0.75, m.Metrics.Get("data_drift_magnitude"));
    }

    [Fact]
    public void Ranges_beside_categories()
    {
        // Children up to 9, adults from 20.
        double[] ages = [.. Enumerable.Range(0, 200).Select(i => i % 10 + 0.5), .. Enumerable.Range(0, 200).Select(i => 20 + (i % 40) + 0.5)];
        CategoryColumn kinds = CategoryColumn.Of("kind", [.. Enumerable.Repeat("child", 200), .. Enumerable.Repeat("adult", 200)]);
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("age", ages), kinds]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("age", [5, 45, 5, 45, double.NaN]), CategoryColumn.Of("kind", ["child", "adult", "adult", "child", "child"])]));

        MetricAssert.Near(0.4, m.Metrics.Get("data_drift_magnitude"));
        Assert.Equal(0, DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("age", ages), kinds])).Metrics.Get("data_drift_magnitude").Value);
        Assert.Contains(baseline.Rules, r => r.Value.ToString().StartsWith("less than ", StringComparison.Ordinal));
        Assert.Contains(baseline.Rules, r => r.Value.ToString().EndsWith(" or more", StringComparison.Ordinal));
        Assert.Contains(baseline.Rules, r => r.Value.ToString().Contains(" to ", StringComparison.Ordinal));
    }

    [Fact]
    public void Whole_numbers_beside_categories()
    {
        double[] cars = [.. Enumerable.Repeat(0.0, 30), .. Enumerable.Repeat(2.0, 30)];
        CategoryColumn licence = CategoryColumn.Of("licence", [.. Enumerable.Repeat("no", 30), .. Enumerable.Repeat("yes", 30)]);
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([licence, new NumberColumn("cars", cars)]));

        DriftMeasurement m = DriftMeasure.Of(baseline, new DriftInput([CategoryColumn.Of("licence", ["no", "no", "yes", "yes"]), new NumberColumn("cars", [0, 2, 2, 1])]));

        Assert.Equal(2, baseline.Rules.Count);
        MetricAssert.Near(0.5, m.Metrics.Get("data_drift_magnitude"));
    }

    [Fact]
    public void Whole_numbers_are_cut_in_their_order_however_often_they_occur()
    {
        double[] cars = [.. Enumerable.Repeat(2.0, 80), .. Enumerable.Repeat(0.0, 40), .. Enumerable.Repeat(5.0, 60)];
        CategoryColumn licence = CategoryColumn.Of("licence", cars.Select(c => c == 0 ? "no" : c == 2 ? "yes" : "dealer"));

        IReadOnlyList<PairRule> rules = DriftBaselineBuilder.Of(new DriftInput([licence, new NumberColumn("cars", cars)])).Rules;

        ValueSlice[] slices = [.. rules.Select(r => r.Feature == "cars" ? r.Value : r.OtherValue).Distinct().OrderBy(s => s.From ?? double.NegativeInfinity)];
        Assert.Equal([new ValueSlice(null, null, 2), new ValueSlice(null, 2, 5), new ValueSlice(null, 5, null)], slices);
        Assert.Equal(6, rules.Count);
    }

    [Fact]
    public void Ranges_hold_about_as_many_rows_each_wherever_they_lie()
    {
        double[] values = [.. Enumerable.Range(0, 400).Select(i => 1000.5 + (i < 360 ? i : i * 3))];
        CategoryColumn Kinds(string name, int split) => CategoryColumn.Of(name, Enumerable.Range(0, 400).Select(i => i < split ? "low" : "high"));

        IReadOnlyList<PairRule> rules = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("n", values), Kinds("a", 140), Kinds("b", 260)])).Rules;

        ValueSlice[] slices = [.. rules.Where(r => r.Feature == "n" || r.OtherFeature == "n").Select(r => r.Feature == "n" ? r.Value : r.OtherValue).Distinct().OrderBy(s => s.From ?? double.NegativeInfinity)];
        Assert.Equal(10, slices.Length);
        Assert.Null(slices[0].From);
        Assert.Null(slices[9].To);
        Assert.Equal(slices.Skip(1).Select(s => s.From), slices.Take(9).Select(s => s.To));
        // The histogram's bins are about three numbers wide.
        Assert.All(slices, s => Assert.InRange(values.Count(v => (s.From is null || v >= s.From) && (s.To is null || v < s.To)), 36, 44));
    }

    [Fact]
    public void Two_ranges_have_no_rules()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i + 0.5)];

        Assert.Empty(DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("a", values), new NumberColumn("b", values)])).Rules);
    }

    [Fact]
    public void Random_data_break_no_rule()
    {
        var random = new Random(5);
        DriftInput Sample() => new(
        [
            CategoryColumn.Of("a", Enumerable.Range(0, 3000).Select(_ => "k" + random.Next(12))),
            CategoryColumn.Of("b", Enumerable.Range(0, 3000).Select(_ => "k" + random.Next(12))),
            new NumberColumn("c", [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble())]),
        ]);

        DriftBaseline baseline = DriftBaselineBuilder.Of(Sample());

        Assert.Empty(baseline.Rules);
        Assert.InRange(DriftMeasure.Of(baseline, Sample()).Metrics.Get("data_drift_magnitude").Value!.Value, 0, 0.005);
    }

    [Fact]
    public void Columns_with_many_values_are_not_looked_at()
    {
        CategoryColumn many = CategoryColumn.Of("many", Enumerable.Range(0, 5100).Select(i => "v" + (i % 51)));
        CategoryColumn fifty = CategoryColumn.Of("many", Enumerable.Range(0, 5100).Select(i => "v" + (i % 50)));
        CategoryColumn two = CategoryColumn.Of("two", Enumerable.Range(0, 5100).Select(i => i % 50 == 0 ? "x" : "y"));

        Assert.Empty(DriftBaselineBuilder.Of(new DriftInput([many, two])).Rules);
        Assert.Single(DriftBaselineBuilder.Of(new DriftInput([fifty, two])).Rules, r => r.OtherValue.Text == "y");
    }

    [Fact]
    public void Rules_about_columns_that_are_gone_are_left_out()
    {
        DriftMeasurement m = DriftMeasure.Of(Baseline(20), new DriftInput([CategoryColumn.Of("country", ["de"])]));

        MetricAssert.Near(0, m.Metrics.Get("data_drift_magnitude"));
    }

    private static ValueSlice Text(string text) => new(text, null, null);

    private static DriftBaseline Baseline(int each) => DriftBaselineBuilder.Of(Input([.. Enumerable.Repeat("de", each), .. Enumerable.Repeat("ch", each)]));

    private static DriftInput Input(string[] countries) =>
        new([CategoryColumn.Of("country", countries), CategoryColumn.Of("currency", countries.Select(c => c == "de" ? "eur" : "chf"))]);
}
