using System.Text.Json;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Quality;

/// <summary>Agrees with scikit-learn to 1e-9.</summary>
public sealed class ScikitLearnTests
{
    public static TheoryData<string> Binary => [.. Fixture.Names("quality.json", "binary")];

    public static TheoryData<string> Multiclass => [.. Fixture.Names("quality.json", "multiclass")];

    [Theory]
    [MemberData(nameof(Binary))]
    public void Two_classes(string name)
    {
        JsonElement given = Fixture.Case("quality.json", "binary", name);

        QualityMeasurement measured = QualityMeasure.Of(Input(given) with
        {
            PositiveClass = given.GetProperty("positive").GetString(),
            Probabilities = [new ClassProbability(given.GetProperty("positive").GetString()!, given.GetProperty("scores").Numbers())],
        });

        MetricAssert.Matches(given.GetProperty("expected"), measured.Metrics);
        int positive = measured.ConfusionMatrix.Classes.ToList().IndexOf(measured.PositiveClass!);
        BinaryCounts counts = measured.ConfusionMatrix.For(positive);
        double[] confusion = given.GetProperty("confusion").Numbers();
        double[] actual = [counts.TrueNegatives, counts.FalsePositives, counts.FalseNegatives, counts.TruePositives];
        Assert.All(confusion.Zip(actual, (e, a) => (e, a)), pair => MetricAssert.Near(pair.e, pair.a));
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Many_classes(string name)
    {
        JsonElement given = Fixture.Case("quality.json", "multiclass", name);
        JsonElement probabilities = given.GetProperty("probabilities");

        QualityMeasurement measured = QualityMeasure.Of(Input(given) with
        {
            Probabilities = [.. given.GetProperty("classes").Texts().Select(c => new ClassProbability(c, probabilities.GetProperty(c).Numbers()))],
        });

        MetricAssert.Matches(given.GetProperty("expected"), measured.Metrics);
        MetricAssert.Near(measured.Metrics.Get("accuracy").Value!.Value, measured.Metrics.Get("weighted_true_positive_rate"));
        Assert.Null(measured.PositiveClass);
    }

    private static QualityInput Input(JsonElement given) => new(
        CategoryColumn.Of("label", given.GetProperty("labels").Texts()), CategoryColumn.Of("prediction", given.GetProperty("predictions").Texts()))
    {
        Weights = given.GetProperty("weights").NumbersOrNull(),
    };
}
