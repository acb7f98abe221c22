using System.Globalization;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>Classes in sorted order: by value if all are numbers, else by character.</summary>
public static class ClassOrder
{
    /// <summary>Sorts classes and drops repetitions.</summary>
    public static IReadOnlyList<string> Sort(IEnumerable<string> classes)
    {
        string[] distinct = [.. new HashSet<string>(classes, StringComparer.Ordinal)];
        double[] numbers = new double[distinct.Length];
        bool allNumbers = true;
        for (int i = 0; i < distinct.Length && allNumbers; i++)
            allNumbers = double.TryParse(distinct[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
        // By character first, so that the order of "1" and "1.0" does not depend on that of the rows.
        Array.Sort(distinct, allNumbers ? ByValue : StringComparer.Ordinal);
        return distinct;
    }

    private static readonly IComparer<string> ByValue = Comparer<string>.Create((a, b) =>
    {
        int order = Number(a).CompareTo(Number(b));
        return order != 0 ? order : string.CompareOrdinal(a, b);
    });

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
