using System.Text;
using System.Text.Json;
using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Quality;
using MlopsCmdlets.Metrics.Tests.Support;

namespace MlopsCmdlets.Metrics.Tests.Drift;

public sealed class DriftBaselineJsonTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(1));

    [Fact]
    public void What_is_written_is_read()
    {
        DriftInput input = Input();
        DriftBaseline baseline = DriftBaselineBuilder.Of(input, Created) with { Accuracy = 0.75 };

        DriftBaseline read = DriftBaselineJson.Read(Write(baseline));

        Assert.Equal(Encoding.UTF8.GetString(Write(baseline)), Encoding.UTF8.GetString(Write(read)));
        Assert.Equal(baseline.Rules, read.Rules);
        Assert.NotEmpty(read.Rules);
        Assert.Contains(read.Rules, r => r.OtherValue.Text is null || r.Value.Text is null);
        Assert.Equal((Created, 0.75, 400.0), (read.CreatedAt, read.Accuracy, read.Rows));
        DriftMeasurement expected = DriftMeasure.Of(baseline, input with { Accuracy = 0.5 });
        DriftMeasurement actual = DriftMeasure.Of(read, input with { Accuracy = 0.5 });
        Assert.Equal(expected.Metrics, actual.Metrics);
    }

    [Fact]
    public void A_bare_baseline_is_read()
    {
        DriftBaseline read = DriftBaselineJson.Read(Write(DriftBaselineBuilder.Of(new DriftInput([]))));

        Assert.Null(read.CreatedAt);
        Assert.Null(read.Accuracy);
        Assert.Null(read.Predictions);
        Assert.Empty(read.Features);
        Assert.Empty(read.Confidences);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        using JsonDocument json = JsonDocument.Parse(Write(DriftBaselineBuilder.Of(Input(), Created)));

        Assert.Equal("MlopsCmdlets.DriftBaseline", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(["number", "text", "integer"], json.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "Array where an object should be")]
    [InlineData("{}", "not a baseline")]
    [InlineData("""{"kind":"x"}""", "not a baseline")]
    [InlineData("""{"kind":1}""", "'kind' is not text")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline"}""", "'version' is missing")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":2}""", "Update the module")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":0}""", "'version' is not a number of 1 or more")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":-1}""", "'rows' is not a number of 0 or more")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1}""", "'features' is missing")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":{}}""", "'features' is not an array")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"rows":1}""", "'rows' is there twice")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[],"more":1}""", "'more' is not known")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[],"accuracy":1.5}""", "'accuracy'")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[],"createdAt":"soon"}""", "'createdAt' is not a date")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[1],"rules":[],"confidences":[]}""", "where an object should be")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"odd","missing":0}],"rules":[],"confidences":[]}""", "unknown type 'odd'")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"text","missing":0,"others":0,"counts":[{"value":"a","count":1},{"value":"a","count":1}]}],"rules":[],"confidences":[]}""", "counts 'a' twice")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"text","missing":0,"others":0,"counts":[{"value":"a","count":1,"more":1}]}],"rules":[],"confidences":[]}""", "'more' is not known")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"integer","missing":0,"others":0,"counts":[{"value":"a","count":1}]}],"rules":[],"confidences":[]}""", "'a' is none")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"number","missing":0,"minimum":0,"maximum":1,"standardDeviation":1,"bins":[]}],"rules":[],"confidences":[]}""", "0 bins")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"number","missing":0,"minimum":2,"maximum":1,"standardDeviation":1,"bins":[1]}],"rules":[],"confidences":[]}""", "minimum above")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"number","missing":0,"minimum":0,"maximum":1,"standardDeviation":1,"bins":[-1]}],"rules":[],"confidences":[]}""", "'bins'")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"number","missing":0,"minimum":1e999,"maximum":1,"standardDeviation":1,"bins":[1]}],"rules":[],"confidences":[]}""", "'minimum'")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[],"predictions":{"name":"x","type":"number","missing":0,"minimum":0,"maximum":1,"standardDeviation":1,"bins":[1]}}""", "not counts of classes")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[{"class":"T","share":1,"probability":{"name":"x","type":"text","missing":0,"others":0,"counts":[]}}]}""", "no density")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"confidences":[],"rules":[{"feature":"a","value":{},"otherFeature":"b"}]}""", "'otherValue' is missing")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[{"name":"x","type":"number","missing":0,"minimum":0,"maximum":1,"standardDeviation":1,"bins":[1],"more":1}],"rules":[],"confidences":[]}""", "'more' is not known")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"rules":[],"confidences":[{"class":"T","share":1,"more":1,"probability":{"name":"x","type":"number","missing":0,"minimum":0,"maximum":1,"standardDeviation":1,"bins":[1]}}]}""", "'more' is not known")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"confidences":[],"rules":[{"feature":"a","value":{},"otherFeature":"b","otherValue":{},"more":1}]}""", "'more' is not known")]
    [InlineData("""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":[],"confidences":[],"rules":[{"feature":"a","value":{"more":1},"otherFeature":"b","otherValue":{}}]}""", "'more' is not known")]
    [InlineData("{\n  x", "line 2, byte 3")]
    public void What_is_no_baseline_is_refused_with_the_place(string text, string expected)
    {
        BaselineFormatException e = Assert.Throws<BaselineFormatException>(() => DriftBaselineJson.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void A_histogram_has_a_bounded_number_of_bins(int bins, bool isRead)
    {
        byte[] file = Encoding.UTF8.GetBytes($$"""
            {"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"rules":[],"confidences":[],"features":[
            {"name":"x","type":"number","missing":0,"minimum":0.5,"maximum":0.5,"standardDeviation":0,"bins":[{{string.Join(",", Enumerable.Repeat(1, bins))}}]}]}
            """);

        if (isRead)
            Assert.Equal(bins, Assert.IsType<DensityBaseline>(DriftBaselineJson.Read(file).Features[0]).Total);
        else
            Assert.Contains("65537 bins", Assert.Throws<BaselineFormatException>(() => DriftBaselineJson.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_written_in_lines_that_a_difference_can_be_read_of() =>
        Assert.Contains(Encoding.UTF8.GetString(Write(DriftBaselineBuilder.Of(Input()))).Split('\n'), line => line.Trim() == "\"name\": \"age\",");

    [Fact]
    public void Deep_nesting_is_refused()
    {
        string text = $$"""{"kind":"MlopsCmdlets.DriftBaseline","version":1,"rows":1,"features":{{new string('[', 100)}}{{new string(']', 100)}}}""";

        Assert.Throws<BaselineFormatException>(() => DriftBaselineJson.Read(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_refused()
    {
        byte[] whole = Write(DriftBaselineBuilder.Of(new DriftInput([Rows.Letters("ab", "xyz")])));
        whole[Encoding.UTF8.GetString(whole).IndexOf("xyz", StringComparison.Ordinal)] = 0xBA;

        Assert.Contains("UTF-8", Assert.Throws<BaselineFormatException>(() => DriftBaselineJson.Read(whole)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_cut_is_refused()
    {
        byte[] whole = Write(DriftBaselineBuilder.Of(new DriftInput([Rows.Letters("ab", "x")])));
        int end = Encoding.UTF8.GetString(whole).TrimEnd().Length;

        for (int length = 0; length < end; length++)
            Assert.Throws<BaselineFormatException>(() => DriftBaselineJson.Read(whole.AsMemory(0, length)));
    }

    private static byte[] Write(DriftBaseline baseline)
    {
        using var stream = new MemoryStream();
        DriftBaselineJson.Write(stream, baseline);
        return stream.ToArray();
    }

    private static DriftInput Input() => new(
        [
            new NumberColumn("age", [.. Enumerable.Range(0, 400).Select(i => i + 0.25)]),
            CategoryColumn.Of("kind", Enumerable.Range(0, 400).Select(i => i < 200 ? "früh" : "spät")),
            new NumberColumn("cars", [.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))]),
        ])
    {
        Predictions = CategoryColumn.Of("p", Enumerable.Range(0, 400).Select(i => i < 300 ? "T" : "F")),
        Probabilities = [new ClassProbability("T", [.. Enumerable.Range(0, 400).Select(i => i / 400.0)])],
    };
}
