using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Tests.Measuring;

public sealed class MeasurementViewTests
{
    [Theory]
    [InlineData("approved", "rejected")]
    [InlineData("a", "b")]
    [InlineData("approved at once", "rejected at once", "to be looked at by a person")]
    [InlineData("class-one", "class-two", "class-three", "class-four", "class-five", "class-six")]
    public void Names_of_classes_stand_over_their_columns(params string[] classes)
    {
        int[] each = [.. Enumerable.Range(0, classes.Length)];
        string[] lines = MeasurementView.Confusion(new MlopsMeasurement { Quality = new QualityMeasurement([], ConfusionMatrix.Of(each, each, classes), null) }).Split('\n');

        Assert.Equal(classes.Length + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.True(lines[0].Length <= 66, lines[0]);
        // One word for each column: none touches the next.
        Assert.Equal(classes.Length, lines[0].Split("->").Length - 1);
        Assert.DoesNotMatch("[^ ]->", lines[0]);
    }
}
