using System.Text.Json;

namespace MlopsCmdlets.Metrics.Tests.Support;

/// <summary>Expected values that Fixtures/make_fixtures.py wrote.</summary>
internal static class Fixture
{
    public static JsonElement Read(string name)
    {
        using Stream stream = typeof(Fixture).Assembly.GetManifestResourceStream(name)!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static string[] Texts(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetString()!)];

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.GetDouble())];

    public static double[]? NumbersOrNull(this JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.Numbers();

    public static JsonElement Case(string file, string group, string name) =>
        Read(file).GetProperty(group).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    public static IEnumerable<string> Names(string file, string group) =>
        Read(file).GetProperty(group).EnumerateArray().Select(c => c.GetProperty("name").GetString()!);
}
