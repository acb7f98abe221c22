using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring;

namespace MlopsCmdlets.Cpd.Tests;

public sealed class ScoringRequestWriterTests
{
    private static string Cell(Action<ScoringRequestWriter> add)
    {
        using var writer = new ScoringRequestWriter(null);
        writer.BeginRow();
        add(writer);
        writer.EndRow();
        using var document = JsonDocument.Parse(writer.Complete());
        return document.RootElement.GetProperty("input_data")[0].GetProperty("values")[0][0].GetRawText();
    }

    [Fact]
    public void Writes_the_form_of_the_api()
    {
        using var writer = new ScoringRequestWriter(["Age", "Job"]);
        for (var i = 0; i < 2; i++)
        {
            writer.BeginRow();
            writer.Add(25L);
            writer.Add("unskilled");
            writer.EndRow();
        }

        Assert.Equal("""{"input_data":[{"fields":["Age","Job"],"values":[[25,"unskilled"],[25,"unskilled"]]}]}""", Encoding.UTF8.GetString(writer.Complete().ToArray()));
        Assert.Equal(2, writer.RowCount);
        writer.Reset();
        Assert.Equal("""{"input_data":[{"fields":["Age","Job"],"values":[]}]}""", Encoding.UTF8.GetString(writer.Complete().ToArray()));
    }

    [Theory]
    [InlineData("45", ScoringFieldType.Integer, "45")]
    [InlineData(" 45 ", ScoringFieldType.Integer, "45")]
    [InlineData("45.0", ScoringFieldType.Integer, "45")]
    [InlineData("+7", ScoringFieldType.Integer, "7")]
    [InlineData("007", ScoringFieldType.Integer, "7")]
    [InlineData("1.50", ScoringFieldType.Number, "1.50")]
    [InlineData("12345678901234567890.123456789", ScoringFieldType.Number, "12345678901234567890.123456789")]
    [InlineData(".5", ScoringFieldType.Number, "0.5")]
    [InlineData("-1e-3", ScoringFieldType.Number, "-1e-3")]
    [InlineData("TRUE", ScoringFieldType.Boolean, "true")]
    [InlineData("0", ScoringFieldType.Boolean, "false")]
    [InlineData("", ScoringFieldType.Number, "null")]
    [InlineData("  ", ScoringFieldType.Auto, "null")]
    [InlineData("", ScoringFieldType.Text, "\"\"")]
    [InlineData("12", ScoringFieldType.Text, "\"12\"")]
    [InlineData("12", ScoringFieldType.Auto, "12")]
    [InlineData("-0.5E+10", ScoringFieldType.Auto, "-0.5E+10")]
    [InlineData("007", ScoringFieldType.Auto, "\"007\"")]
    [InlineData("1.", ScoringFieldType.Auto, "\"1.\"")]
    [InlineData("1,5", ScoringFieldType.Auto, "\"1,5\"")]
    [InlineData("-", ScoringFieldType.Auto, "\"-\"")]
    [InlineData("Auto", ScoringFieldType.Auto, "\"Auto\"")]
    public void Text_becomes_what_the_type_says(string text, ScoringFieldType type, string json) =>
        Assert.Equal(json, Cell(w => Assert.True(w.TryAddText(text.AsSpan(), type))));

    [Theory]
    [InlineData("1,5", ScoringFieldType.Number)]
    [InlineData("1.5", ScoringFieldType.Integer)]
    [InlineData("abc", ScoringFieldType.Integer)]
    [InlineData("NaN", ScoringFieldType.Number)]
    [InlineData("Infinity", ScoringFieldType.Number)]
    [InlineData("1e999", ScoringFieldType.Integer)]
    [InlineData("٣", ScoringFieldType.Number)]
    [InlineData("maybe", ScoringFieldType.Boolean)]
    [InlineData("12 34", ScoringFieldType.Number)]
    public void Text_that_does_not_fit_is_refused_and_nothing_is_written(string text, ScoringFieldType type) =>
        Assert.Equal("1", Cell(w =>
        {
            Assert.False(w.TryAddText(text.AsSpan(), type));
            w.Add(1L);
        }));

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("1.5", Cell(w => w.AddValue(1.5)));
            Assert.Equal("1.5", Cell(w => w.TryAddText("1.5".AsSpan(), ScoringFieldType.Number)));
            Assert.Equal("1.25", Cell(w => w.AddValue(1.25m)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Values_of_many_types_are_written()
    {
        Assert.Equal("null", Cell(w => w.AddValue(null)));
        Assert.Equal("null", Cell(w => w.AddValue(double.NaN)));
        Assert.Equal("null", Cell(w => w.AddValue(float.PositiveInfinity)));
        Assert.Equal("true", Cell(w => w.AddValue(true)));
        Assert.Equal("7", Cell(w => w.AddValue((byte)7)));
        Assert.Equal("18446744073709551615", Cell(w => w.AddValue(ulong.MaxValue)));
        Assert.Equal("\"Tuesday\"", Cell(w => w.AddValue(DayOfWeek.Tuesday)));
        Assert.Equal("\"2026-01-02T03:04:05Z\"", Cell(w => w.AddValue(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc))));
        Assert.Equal("""[1,"a",[2]]""", Cell(w => w.AddValue(new object[] { 1, "a", new[] { 2 } })));
        Assert.Equal("""{"k":1}""", Cell(w => w.AddValue(new Hashtable { ["k"] = 1 })));
        Assert.Throws<ArgumentException>(() => Cell(w => w.AddValue(new object())));
    }

    [Fact]
    public void Bodies_of_any_size_fit()
    {
        using var writer = new ScoringRequestWriter(["x"], capacity: 16);
        for (var i = 0; i < 20_000; i++)
        {
            writer.BeginRow();
            writer.Add("zeile " + i.ToString(CultureInfo.InvariantCulture) + " €");
            writer.EndRow();
        }

        using var document = JsonDocument.Parse(writer.Complete());
        var values = document.RootElement.GetProperty("input_data")[0].GetProperty("values");
        Assert.Equal(20_000, values.GetArrayLength());
        Assert.Equal("zeile 19999 €", values[19_999][0].GetString());
    }

    [Theory]
    [InlineData("int64", ScoringFieldType.Integer)]
    [InlineData("Double", ScoringFieldType.Number)]
    [InlineData("decimal(10,2)", ScoringFieldType.Number)]
    [InlineData("varchar[20]", ScoringFieldType.Text)]
    [InlineData(" bool ", ScoringFieldType.Boolean)]
    [InlineData("vector", ScoringFieldType.Auto)]
    [InlineData(null, ScoringFieldType.Auto)]
    public void Schema_types_are_understood(string? name, ScoringFieldType type) => Assert.Equal(type, ScoringFieldTypes.Of(name));
}
