using CsCheck;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Properties;

/// <summary>What holds of distances and drift whatever the columns are.</summary>
public sealed class DriftProperties
{
    private static readonly Gen<(double[] P, double[] B)> Pair = Gen.Int[1, 12].SelectMany(n => Gen.Select(Shares(n), Shares(n)));

    private static readonly Gen<double> Number = Gen.Frequency((5, Gen.Double[-50, 50]), (3, Gen.Int[0, 3].Select(i => (double)i)), (1, Values(double.NaN, double.NegativeInfinity, 1e300, -0.0)));

    private static readonly Gen<(double Number, string? Text, int Weight)[]> Table =
        Gen.Select(Number, Gen.Frequency((8, Gen.Int[0, 3].Select(i => (string?)("v" + i))), (1, Gen.Const((string?)null))), Gen.Int[0, 3]).Array[0, 40];

    private static Gen<double> Values(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<double[]> Shares(int count) => Gen.Frequency((3, Gen.Double[0, 1]), (1, Gen.Const(0.0))).Array[count];

    [Fact]
    public void Distances_are_symmetric_and_from_0_to_1() => Pair.Sample((p, b) =>
    {
        foreach (Func<double[], double[], double?> distance in new Func<double[], double[], double?>[] { Distances.TotalVariation, Distances.Overlap, Distances.JensenShannon })
        {
            Assert.Equal(distance(p, b), distance(b, p));
            Assert.True(distance(p, b) is null or >= 0 and <= 1);
            Assert.True(distance(p, p) is null or < 1e-7);
        }
    });

    [Fact]
    public void Overlap_is_total_variation_and_bounds_Jensen_Shannon() => Pair.Sample((p, b) =>
    {
        double? variation = Distances.TotalVariation(p, b);
        double? jensenShannon = Distances.JensenShannon(p, b);
        Assert.True(variation is null || Math.Abs(variation.Value - Distances.Overlap(p, b)!.Value) < 1e-12);
        // JS divergence with base 2 is at most the total variation.
        Assert.True(variation is null || jensenShannon!.Value * jensenShannon.Value <= variation.Value + 1e-12);
    });

    [Fact]
    public void The_triangle_holds_for_Jensen_Shannon() => Gen.Int[1, 8].SelectMany(n => Gen.Select(Shares(n), Shares(n), Shares(n))).Sample((a, b, c) =>
        Assert.True(!(Distances.JensenShannon(a, c) > Distances.JensenShannon(a, b) + Distances.JensenShannon(b, c) + 1e-7)));

    [Fact]
    public void Drift_is_sound_and_nothing_against_itself() => Gen.Select(Table, Table).Sample((before, now) =>
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(before));
        DriftMeasurement m = DriftMeasure.Of(baseline, Input(now));
        MetricAssert.Sound(m.Metrics);
        Assert.All(m.Metrics, x => Assert.True(x.Value is null or >= 0 and <= 1, $"{x.Name} {x.Value:R}"));
        Assert.All(DriftMeasure.Of(baseline, Input(before)).Metrics, x => Assert.True(x.Value is null or < 1e-7, $"{x.Name} {x.Value:R}"));
    }, iter: 200);

    [Fact]
    public void Weights_are_repetitions_and_order_does_not_matter() => Gen.Select(Table, Table.SelectMany(t => Gen.Shuffle(t))).Sample((before, now) =>
    {
        DriftMeasurement weighted = DriftMeasure.Of(DriftBaselineBuilder.Of(Input(before)), Input(now));
        DriftMeasurement repeated = DriftMeasure.Of(DriftBaselineBuilder.Of(Input(Repeat(before), weighted: false)), Input([.. Repeat(now).OrderBy(r => r.Number)], weighted: false));
        foreach ((Metric w, Metric r) in weighted.Metrics.Zip(repeated.Metrics))
        {
            Assert.Equal(r.Value is null, w.Value is null);
            Assert.True(w.Value is null || Math.Abs(w.Value.Value - r.Value!.Value) < 1e-6, $"{w.Name} {w.Value:R} {r.Value:R}");
        }
    }, iter: 200);

    [Fact]
    public void A_baseline_survives_its_file() => Gen.Select(Table, Table).Sample((before, now) =>
    {
        DriftBaseline baseline = DriftBaselineBuilder.Of(Input(before));
        using var stream = new MemoryStream();
        DriftBaselineJson.Write(stream, baseline);

        DriftBaseline read = DriftBaselineJson.Read(stream.ToArray());

        Assert.Equal(DriftMeasure.Of(baseline, Input(now)).Metrics, DriftMeasure.Of(read, Input(now)).Metrics);
    }, iter: 200);

    [Fact]
    public void Damaged_files_are_refused_or_read_but_never_break() => Gen.Select(Table, Gen.Int[0, 100_000], Gen.Byte).Sample((rows, at, value) =>
    {
        using var stream = new MemoryStream();
        DriftBaselineJson.Write(stream, DriftBaselineBuilder.Of(Input(rows)));
        byte[] bytes = stream.ToArray();
        bytes[at % bytes.Length] = value;
        try
        {
            MetricAssert.Sound(DriftMeasure.Of(DriftBaselineJson.Read(bytes), Input(rows)).Metrics);
        }
        catch (BaselineFormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }, iter: 500);

    private static (double Number, string? Text, int Weight)[] Repeat((double Number, string? Text, int Weight)[] rows) =>
        [.. rows.SelectMany(r => Enumerable.Repeat(r, r.Weight))];

    private static DriftInput Input((double Number, string? Text, int Weight)[] rows, bool weighted = true) => new(
        [new NumberColumn("number", [.. rows.Select(r => r.Number)]), CategoryColumn.Of("text", rows.Select(r => r.Text))])
    {
        Predictions = CategoryColumn.Of("prediction", rows.Select(r => r.Text)),
        Probabilities = [new("v1", [.. rows.Select(r => r.Number / 10)])],
        Weights = weighted ? [.. rows.Select(r => (double)r.Weight)] : null,
    };
}
