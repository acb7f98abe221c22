using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Drift;

public sealed class DistanceTests
{
    [Fact]
    public void Nothing_in_common_is_1()
    {
        Assert.Equal(1, Distances.TotalVariation([1, 0], [0, 1]));
        Assert.Equal(1, Distances.Overlap([1, 0], [0, 1]));
        Assert.Equal(0, Distances.OverlapCoefficient([1, 0], [0, 1]));
        MetricAssert.Near(1, Distances.JensenShannon([1, 0], [0, 1]));
    }

    [Fact]
    public void The_same_is_0_whatever_the_sums()
    {
        Assert.Equal(0, Distances.TotalVariation([2, 4, 6], [1, 2, 3]));
        MetricAssert.Near(0, Distances.Overlap([2, 4, 6], [1, 2, 3]));
        MetricAssert.Near(0, Distances.JensenShannon([2, 4, 6], [1, 2, 3]));
    }

    [Fact]
    public void By_hand()
    {
        double[] p = [0.5, 0.5];
        double[] b = [1, 0];
        double divergence = (0.5 * ((0.5 * Math.Log(0.5 / 0.75)) + (0.5 * Math.Log(0.5 / 0.25))) / Math.Log(2)) + (0.5 * Math.Log(1 / 0.75) / Math.Log(2));

        MetricAssert.Near(0.5, Distances.TotalVariation(p, b));
        MetricAssert.Near(0.5, Distances.OverlapCoefficient(p, b));
        MetricAssert.Near(Math.Sqrt(divergence), Distances.JensenShannon(p, b));
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 0.0 }, new[] { 1.0 })]
    [InlineData(new[] { 1.0 }, new[] { 0.0 })]
    public void The_empty_has_no_distance(double[] p, double[] b)
    {
        Assert.Null(Distances.TotalVariation(p, b));
        Assert.Null(Distances.Overlap(p, b));
        Assert.Null(Distances.OverlapCoefficient(p, b));
        Assert.Null(Distances.JensenShannon(p, b));
    }

    [Theory]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 2 })]
    [InlineData(new[] { -1.0 }, new[] { 1.0 })]
    [InlineData(new[] { 1.0 }, new[] { double.NaN })]
    [InlineData(new[] { double.PositiveInfinity }, new[] { 1.0 })]
    public void What_are_no_shares_is_refused(double[] p, double[] b) => Assert.Throws<ArgumentException>(() => Distances.TotalVariation(p, b));
}
