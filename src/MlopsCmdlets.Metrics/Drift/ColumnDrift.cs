namespace MlopsCmdlets.Metrics.Drift;

/// <summary>How far one column is from its baseline. Distances are 0 (the same) to 1 (nothing in common), null where they are not defined.</summary>
/// <param name="Name">The feature, or the class of a probability.</param>
/// <param name="TotalVariation">½ Σ|P−B|.</param>
/// <param name="Overlap">1 − Σ min(P, B).</param>
/// <param name="JensenShannon">√ of the Jensen–Shannon divergence with base 2.</param>
/// <param name="Warning">What to know about them.</param>
public sealed record ColumnDrift(string Name, double? TotalVariation, double? Overlap, double? JensenShannon, string? Warning)
{
    /// <summary>Rows with a value that the baseline does not know: a text that never occurred, a number outside the range.</summary>
    public double UnknownRows { get; init; }

    /// <summary>The share of rows without a value, 0 to 1.</summary>
    public double MissingShare { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
