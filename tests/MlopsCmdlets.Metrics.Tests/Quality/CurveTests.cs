using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Quality;

public sealed class CurveTests
{
    [Fact]
    public void Points_of_a_small_table_by_hand()
    {
        RankedScores ranked = RankedScores.Of([0.9, 0.8, 0.8, 0.3], [true, false, true, false]);

        Assert.Equal([new(0, 0, null), new(0, 0.5, 0.9), new(0.5, 1, 0.8), new(1, 1, 0.3)], ranked.RocCurve());
        Assert.Equal([new(0, 1, null), new(0.5, 1, 0.9), new(1, 2 / 3.0, 0.8), new(1, 0.5, 0.3)], ranked.PrecisionRecallCurve());
        Assert.Equal(2, ranked.Positives);
        Assert.Equal(2, ranked.Negatives);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(1000)]
    public void A_curve_has_its_ends_and_no_more_points_than_asked_for(int most)
    {
        RankedScores ranked = Many(5000);

        IReadOnlyList<CurvePoint> roc = ranked.RocCurve(most);
        IReadOnlyList<CurvePoint> pr = ranked.PrecisionRecallCurve(most);

        Assert.InRange(roc.Count, Math.Min(most, most * 9 / 10), most);
        Assert.InRange(pr.Count, 2, most);
        Assert.Equal(new CurvePoint(0, 0, null), roc[0]);
        Assert.Equal((1.0, 1.0), (roc[roc.Count - 1].X, roc[roc.Count - 1].Y));
        Assert.Equal(0, pr[0].X);
        Assert.Equal(1, pr[pr.Count - 1].X);
    }

    [Fact]
    public void A_thinned_curve_keeps_the_area()
    {
        RankedScores ranked = Many(5000);
        IReadOnlyList<CurvePoint> roc = ranked.RocCurve();

        double area = 0;
        for (int i = 1; i < roc.Count; i++)
        {
            Assert.True(roc[i].X >= roc[i - 1].X && roc[i].Y >= roc[i - 1].Y);
            Assert.True(Math.Abs(roc[i].X - roc[i - 1].X) + Math.Abs(roc[i].Y - roc[i - 1].Y) < 0.03);
            area += (roc[i].X - roc[i - 1].X) * (roc[i].Y + roc[i - 1].Y) / 2;
        }

        Assert.InRange(area, ranked.AreaUnderRoc().Value!.Value - 0.001, ranked.AreaUnderRoc().Value!.Value + 0.001);
    }

    [Fact]
    public void A_curve_that_fits_is_complete()
    {
        RankedScores ranked = Many(199);

        Assert.Equal(200, ranked.RocCurve().Count);
        Assert.Equal(200, ranked.PrecisionRecallCurve(200).Count);
        Assert.True(ranked.RocCurve(199).Count <= 199);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Many(10).RocCurve(1));
        Assert.Throws<ArgumentException>(() => RankedScores.Of([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => RankedScores.Of([double.NegativeInfinity], [true]));
    }

    [Fact]
    public void Rows_of_weight_0_are_no_points()
    {
        RankedScores ranked = RankedScores.Of([0.9, 0.8, 0.3], [true, false, false], [1, 0, 2]);

        Assert.Equal([new(0, 0, null), new(0, 1, 0.9), new(1, 1, 0.3)], ranked.RocCurve());
        Assert.Equal(2, ranked.Negatives);
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        RankedScores ranked = RankedScores.Of([0.0, -0.0], [true, false]);

        MetricAssert.Near(0.5, ranked.AreaUnderRoc());
    }

    private static RankedScores Many(int rows)
    {
        double[] scores = new double[rows];
        bool[] positives = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            scores[i] = i / (double)rows;
            positives[i] = ((i * 7919L) % rows) < i;
        }

        return RankedScores.Of(scores, positives);
    }
}
