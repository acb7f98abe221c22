namespace MlopsCmdlets.Metrics.Columns;

/// <summary>A column of numbers.</summary>
/// <param name="name">The name of the feature.</param>
/// <param name="values">One number for each row; what is not finite is a missing value. The array is not copied.</param>
public sealed class NumberColumn(string name, double[] values) : DataColumn(name)
{
    /// <summary>The numbers; not a number where one is missing.</summary>
    public double[] Values { get; } = values;

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <summary>Whether a value is there.</summary>
    // Infinity minus infinity is not a number: one comparison that is right on both frameworks.
    internal static bool IsThere(double value) => value - value == 0;
}
