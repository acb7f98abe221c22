using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Tests.Measuring;

public sealed class FeatureCollectorTests
{
    [Theory]
    [InlineData("abc", "1.0", "2.50", "1")]
    [InlineData("1.0", "abc", "1", "2.50")]
    [InlineData("2.50", "1", "1.0", "abc")]
    public void Numbers_among_texts_are_written_alike_whatever_comes_first(params string[] values)
    {
        CategoryColumn column = Assert.IsType<CategoryColumn>(Collected(null, values));
        Assert.Equal(["1", "2.5", "abc"], column.Categories.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_schema_calls_text_stays_as_it_is() =>
        Assert.Equal(["007", "1.0"], Assert.IsType<CategoryColumn>(Collected(isNumber: false, "1.0", "007")).Categories.Order(StringComparer.Ordinal));

    [Fact]
    public void Numbers_alone_are_numbers() => Assert.Equal([1, 2.5], Assert.IsType<NumberColumn>(Collected(null, "1.0", "2.50")).Values);

    [Theory]
    [InlineData(null, "1", " ", "2")]
    [InlineData(null, "1", "\t", "2")]
    [InlineData(true, "1", " ", "2")]
    [InlineData(true, "1", "many", "2")]
    public void Blanks_are_a_missing_number_and_so_is_what_the_schema_does_not_allow(bool? isNumber, params string[] values) =>
        Assert.Equal([1, double.NaN, 2], Assert.IsType<NumberColumn>(Collected(isNumber, values)).Values);

    [Theory]
    [InlineData(null, " ", "a", "1")]
    [InlineData(null, "a", " ", "1")]
    [InlineData(false, "a", " ", "1")]
    public void Blanks_among_texts_are_missing_whatever_comes_first(bool? isNumber, params string[] values)
    {
        CategoryColumn column = Assert.IsType<CategoryColumn>(Collected(isNumber, values));
        Assert.Equal(["1", "a"], column.Categories.Order(StringComparer.Ordinal));
        Assert.Single(column.Codes, -1);
    }

    private static DataColumn Collected(bool? isNumber, params string[] values)
    {
        var collector = new FeatureCollector("f", isNumber);
        foreach (string value in values)
            collector.Add(value);
        return collector.Build();
    }
}
