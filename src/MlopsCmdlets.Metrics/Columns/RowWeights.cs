namespace MlopsCmdlets.Metrics.Columns;

/// <summary>How much rows count. A weight of n is the same as the row n times; a weight of 0 as no row.</summary>
internal static class RowWeights
{
    /// <exception cref="ArgumentException">A weight is negative or not finite, or there are more or fewer than rows.</exception>
    public static void Check(double[]? weights, int rows)
    {
        if (weights is null)
            return;
        CheckLength(weights.Length, rows, nameof(weights));
        foreach (double weight in weights)
        {
            if (weight < 0 || !NumberColumn.IsThere(weight))
                throw new ArgumentException($"The weight {weight} is not a finite number of at least 0.", nameof(weights));
        }
    }

    /// <exception cref="ArgumentException">A column is longer or shorter than the others.</exception>
    public static void CheckLength(int length, int rows, string what)
    {
        if (length != rows)
            throw new ArgumentException($"{what} has {length} rows where the others have {rows}.", what);
    }
}
