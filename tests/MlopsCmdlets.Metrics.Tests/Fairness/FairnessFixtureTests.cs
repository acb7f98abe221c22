using System.Text.Json;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Fairness;

/// <summary>Agrees to 1e-9 with the same rates out of scikit-learn's confusion matrices.</summary>
public sealed class FairnessFixtureTests
{
    private static readonly Dictionary<string, MonitoredGroup> Groups = new(StringComparer.Ordinal)
    {
        ["GENDER"] = new MonitoredGroup("GENDER", [GroupValue.Of("F")], [GroupValue.Of("M")]),
        ["AGE"] = new MonitoredGroup("AGE", [GroupValue.Range(18, 35)], [GroupValue.Range(36, 75)]),
    };

    public static TheoryData<string> Cases => [.. Fixture.Names("fairness.json", "cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees(string name)
    {
        JsonElement file = Fixture.Read("fairness.json");
        JsonElement given = Fixture.Case("fairness.json", "cases", name);
        string feature = given.GetProperty("feature").GetString()!;

        FairnessMeasurement measured = FairnessMeasure.Of(new FairnessInput(
            CategoryColumn.Of("prediction", file.GetProperty("predictions").Texts()),
            ["yes"],
            [Groups[feature]],
            [CategoryColumn.Of("GENDER", file.GetProperty("gender").Texts()), new NumberColumn("AGE", file.GetProperty("age").Numbers())])
        {
            Labels = CategoryColumn.Of("label", file.GetProperty("labels").Texts()),
            Weights = given.GetProperty("weighted").GetBoolean() ? file.GetProperty("weights").Numbers() : null,
        });

        MetricAssert.Matches(given.GetProperty("expected"), measured.Metrics);
        MetricAssert.Matches(given.GetProperty("expected"), measured.Groups.Single().Metrics);
        foreach (Metric metric in measured.Groups.Single().Metrics)
            Assert.Equal(metric.Value, measured.Metrics.Get($"{metric.Name}:{feature}").Value);
    }
}
