using CsCheck;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Properties;

/// <summary>What holds of quality whatever the rows are.</summary>
public sealed class QualityProperties
{
    private static readonly Gen<(string? Label, string? Prediction, double Score, int Weight)> Row =
        Gen.Select(Class("FT"), Class("FT"), Score, Gen.Int[0, 3]);

    private static readonly Gen<(string? Label, string? Prediction, double Score, int Weight)[]> Table = Row.Array[0, 40];

    private static Gen<double> Values(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<double> Score => Gen.Frequency((8, Gen.Double[0, 1]), (6, Gen.Int[0, 4].Select(i => i / 4.0)), (1, Values(double.NaN, double.PositiveInfinity)));

    private static Gen<string?> Class(string letters) => Gen.Frequency((10, Gen.Int[0, letters.Length - 1].Select(i => (string?)letters[i].ToString())), (1, Gen.Const((string?)null)));

    [Fact]
    public void Values_are_finite_in_their_range_or_absent_with_a_reason() => Table.Sample(rows =>
    {
        QualityMeasurement m = Measure(rows);
        MetricAssert.Sound(m.Metrics);
        foreach (Metric metric in m.Metrics)
        {
            (double low, double high) = metric.Name switch
            {
                "gini_coefficient" or "matthews_correlation_coefficient" => (-1, 1),
                "log_loss" => (0, 34.6),
                "label_skew" => (double.MinValue, double.MaxValue),
                _ => (0.0, 1.0),
            };
            Assert.True(metric.Value is null || (metric.Value >= low && metric.Value <= high), $"{metric.Name} {metric.Value:R}");
        }
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => Table.SelectMany(rows => Gen.Shuffle(rows).Select(shuffled => (rows, shuffled))).Sample(t =>
        Same(Measure(t.rows), Measure(t.shuffled)));

    [Fact]
    public void A_weight_is_a_repetition() => Table.Sample(rows =>
    {
        var repeated = rows.SelectMany(r => Enumerable.Repeat(r, r.Weight)).ToArray();
        Same(Measure(repeated, weighted: false), Measure(rows), warnings: false);
    });

    [Fact]
    public void All_weights_times_a_number_change_nothing() => Gen.Select(Table, Gen.Double[0.01, 100]).Sample((rows, factor) =>
        Same(Measure(rows), QualityMeasure.Of(Input(rows) with { Weights = [.. rows.Select(r => r.Weight * factor)] })));

    [Fact]
    public void Areas_know_only_the_order_of_scores() => Table.Sample(rows =>
    {
        // Multiplying by a power of two and adding nothing keeps ties and order exactly.
        QualityMeasurement moved = Measure([.. rows.Select(r => r with { Score = 8 * r.Score })]);
        QualityMeasurement plain = Measure(rows);
        foreach (string name in new[] { "area_under_roc", "area_under_pr", "gini_coefficient" })
            Assert.Equal(plain.Metrics.Get(name).Value ?? -9, moved.Metrics.Get(name).Value ?? -9, 12);
    });

    [Fact]
    public void Turning_scores_around_turns_the_area_around() => Table.Sample(rows =>
    {
        double? area = Measure(rows).Metrics.Get("area_under_roc").Value;
        double? turned = Measure([.. rows.Select(r => r with { Score = -r.Score })]).Metrics.Get("area_under_roc").Value;
        Assert.Equal(area is null, turned is null);
        Assert.True(area is null || Math.Abs(area.Value + turned!.Value - 1) < 1e-12);
    });

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order() => Table.Sample(rows =>
    {
        var kept = rows.Where(r => r.Label is not null && r.Prediction is not null && r.Weight > 0 && r.Score <= 1).ToArray();
        double won = 0;
        double pairs = 0;
        foreach (var p in kept.Where(r => r.Label == "T"))
        {
            foreach (var n in kept.Where(r => r.Label == "F"))
            {
                double weight = (double)p.Weight * n.Weight;
                pairs += weight;
                won += weight * (p.Score > n.Score ? 1 : p.Score == n.Score ? 0.5 : 0);
            }
        }

        double? area = Measure(rows).Metrics.Get("area_under_roc").Value;
        if (pairs == 0)
            Assert.Null(area);
        else
            Assert.True(Math.Abs(won / pairs - area!.Value) < 1e-12);
    });

    [Fact]
    public void Curves_are_bounded_monotone_and_whole() => Gen.Select(Table, Gen.Int[2, 30]).Sample((rows, most) =>
    {
        QualityMeasurement m = QualityMeasure.Of(Input(rows) with { MaxCurvePoints = most });
        foreach (IReadOnlyList<CurvePoint> curve in new[] { m.RocCurve, m.PrecisionRecallCurve })
        {
            Assert.True(curve.Count <= most);
            for (int i = 1; i < curve.Count; i++)
                Assert.True(curve[i].X >= curve[i - 1].X && curve[i].Y is >= 0 and <= 1 && (curve[i - 1].Threshold ?? double.MaxValue) > curve[i].Threshold);
            if (curve.Count > 0)
                Assert.Equal((0, 1), (curve[0].X, curve[curve.Count - 1].X));
        }
    });

    [Fact]
    public void Many_classes_are_sound_ordered_and_weighted_by_repetition() =>
        Gen.Select(Class("abcd"), Class("abcd"), Gen.Double[0.01, 1].Array[4], Gen.Int[0, 3]).Array[0, 30].Sample(rows =>
        {
            QualityMeasurement m = Many(rows, weighted: true);
            MetricAssert.Sound(m.Metrics);
            var repeated = rows.SelectMany(r => Enumerable.Repeat(r, r.Item4)).ToArray();
            Same(Many(repeated, weighted: false), m, warnings: false);
        });

    private static QualityMeasurement Many((string? Label, string? Prediction, double[] Scores, int Weight)[] rows, bool weighted) =>
        QualityMeasure.Of(new QualityInput(CategoryColumn.Of("l", rows.Select(r => r.Label)), CategoryColumn.Of("p", rows.Select(r => r.Prediction)))
        {
            Probabilities = [.. Enumerable.Range(0, 4).Select(k => new ClassProbability("abcd"[k].ToString(), [.. rows.Select(r => r.Scores[k] / r.Scores.Sum())]))],
            Weights = weighted ? [.. rows.Select(r => (double)r.Weight)] : null,
        });

    private static QualityMeasurement Measure((string? Label, string? Prediction, double Score, int Weight)[] rows, bool weighted = true)
    {
        QualityInput input = Input(rows);
        return QualityMeasure.Of(weighted ? input : input with { Weights = null });
    }

    private static QualityInput Input((string? Label, string? Prediction, double Score, int Weight)[] rows) =>
        new(CategoryColumn.Of("l", rows.Select(r => r.Label)), CategoryColumn.Of("p", rows.Select(r => r.Prediction)))
        {
            Probabilities = [new ClassProbability("T", [.. rows.Select(r => r.Score)])],
            Classes = ["F"],
            Weights = [.. rows.Select(r => (double)r.Weight)],
        };

    private static void Same(QualityMeasurement expected, QualityMeasurement actual, bool warnings = true)
    {
        foreach ((Metric e, Metric a) in expected.Metrics.Zip(actual.Metrics))
        {
            Assert.Equal(e.Name, a.Name);
            Assert.Equal(e.Value is null, a.Value is null);
            Assert.True(e.Value is null || Math.Abs(e.Value.Value - a.Value!.Value) < 1e-9, $"{e.Name}: {e.Value:R} {a.Value:R}");
            if (warnings)
                Assert.Equal(e.Warning, a.Warning);
        }
    }
}
