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

    private static DataColumn Collected(bool? isNumber, params string[] values)
    {
        var collector = new FeatureCollector("f", isNumber);
        foreach (string value in values)
            collector.Add(value);
        return collector.Build();
    }
}
