using System.Text.Json;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Drift;

public sealed class DriftFixtureTests
{
    public static TheoryData<string> Densities => [.. Fixture.Names("drift.json", "densities")];

    [Fact]
    public void Distances_agree_with_SciPy()
    {
        foreach (JsonElement given in Fixture.Read("drift.json").GetProperty("shares").EnumerateArray())
        {
            double[] p = given.GetProperty("production").Numbers();
            double[] b = given.GetProperty("baseline").Numbers();
            JsonElement expected = given.GetProperty("expected");

            MetricAssert.Near(expected.GetProperty("totalVariation").GetDouble(), Distances.TotalVariation(p, b));
            MetricAssert.Near(expected.GetProperty("overlap").GetDouble(), Distances.Overlap(p, b));
            MetricAssert.Near(1 - expected.GetProperty("overlap").GetDouble(), Distances.OverlapCoefficient(p, b));
            Assert.Equal(expected.GetProperty("jensenShannon").GetDouble(), Distances.JensenShannon(p, b)!.Value, 7);
        }
    }

    /// <summary>To 1e-9 with the definition written in NumPy, and to two thousandths with SciPy's density of the values themselves.</summary>
    [Theory]
    [MemberData(nameof(Densities))]
    public void Densities_agree_with_NumPy_and_SciPy(string name)
    {
        JsonElement given = Fixture.Case("drift.json", "densities", name);
        DriftBaseline baseline = DriftBaselineBuilder.Of(new DriftInput([new NumberColumn("x", given.GetProperty("baseline").Numbers())]));

        ColumnDrift drift = DriftMeasure.Of(baseline, new DriftInput([new NumberColumn("x", given.GetProperty("production").Numbers())])).Features.Single();

        Near("expected", MetricAssert.Tolerance);
        Near("scipy", 0.002);

        void Near(string member, double tolerance)
        {
            JsonElement expected = given.GetProperty(member);
            Assert.InRange(drift.TotalVariation!.Value - expected.GetProperty("totalVariation").GetDouble(), -tolerance, tolerance);
            Assert.InRange(drift.Overlap!.Value - expected.GetProperty("overlap").GetDouble(), -tolerance, tolerance);
            Assert.InRange(drift.JensenShannon!.Value - expected.GetProperty("jensenShannon").GetDouble(), -tolerance, tolerance);
        }
    }
}
