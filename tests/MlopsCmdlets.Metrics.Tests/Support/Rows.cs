using MlopsCmdlets.Metrics.Columns;
using MlopsCmdlets.Metrics.Quality;

namespace MlopsCmdlets.Metrics.Tests.Support;

internal static class Rows
{
    /// <summary>A column out of letters: one for each row, a point for a missing value.</summary>
    public static CategoryColumn Letters(string letters, string name = "c") =>
        CategoryColumn.Of(name, letters.Select(c => c == '.' ? null : c.ToString()));

    public static QualityInput Scored(string labels, string predictions, double[]? scores = null, string positive = "T") =>
        new(Letters(labels), Letters(predictions)) { Probabilities = scores is null ? [] : [new ClassProbability(positive, scores)] };
}
