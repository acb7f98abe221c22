using System.Text.Json;

namespace MlopsCmdlets.Metrics.Tests.Support;

internal static class MetricAssert
{
    public const double Tolerance = 1e-9;

    public static Metric Get(this IEnumerable<Metric> metrics, string name) => metrics.Single(m => m.Name == name);

    /// <summary>Every member of <paramref name="expected"/> is a metric of that value.</summary>
    public static void Matches(JsonElement expected, IReadOnlyList<Metric> actual)
    {
        Assert.NotEmpty(expected.EnumerateObject());
        foreach (JsonProperty member in expected.EnumerateObject())
            Near(member.Value.GetDouble(), actual.Get(member.Name));
    }

    public static void Near(double expected, Metric actual)
    {
        Assert.True(actual.Value is not null, $"{actual.Name} has no value: {actual.Warning}");
        Assert.True(Math.Abs(expected - actual.Value!.Value) <= Tolerance, $"{actual.Name}: expected {expected:R}, got {actual.Value:R}");
    }

    public static void Near(double expected, double? actual)
    {
        Assert.NotNull(actual);
        Assert.True(Math.Abs(expected - actual!.Value) <= Tolerance, $"expected {expected:R}, got {actual:R}");
    }

    public static void Undefined(Metric actual, string warning)
    {
        Assert.Null(actual.Value);
        Assert.Contains(warning, actual.Warning, StringComparison.Ordinal);
    }

    /// <summary>Never a number that is none, and no missing value without a reason.</summary>
    public static void Sound(IEnumerable<Metric> metrics) => Assert.All(metrics, m =>
    {
        if (m.Value is { } value)
            Assert.False(double.IsNaN(value) || double.IsInfinity(value), m.Name);
        else
            Assert.False(string.IsNullOrEmpty(m.Warning), m.Name);
    });
}
