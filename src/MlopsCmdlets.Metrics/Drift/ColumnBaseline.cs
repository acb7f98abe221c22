namespace MlopsCmdlets.Metrics.Drift;

/// <summary>How the values of one column are distributed: <see cref="FrequencyBaseline"/> or <see cref="DensityBaseline"/>.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Missing">Rows without a value; a sum of weights, where rows have them.</param>
public abstract record ColumnBaseline(string Name, double Missing)
{
    /// <summary>Rows with a value.</summary>
    public abstract double Total { get; }

    /// <summary>The share of missing values, 0 to 1; 0 without rows.</summary>
    internal double MissingShare => Total + Missing > 0 ? Missing / (Total + Missing) : 0;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
