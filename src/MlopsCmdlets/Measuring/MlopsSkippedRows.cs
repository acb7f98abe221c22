namespace MlopsCmdlets.Measuring;

/// <summary>Rows that a measurement leaves out.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="FirstRow">The first one's position in the input, counted from 1; 0 if unknown.</param>
public sealed record MlopsSkippedRows(string Reason, int Count, long FirstRow)
{
    /// <summary>How many, and why.</summary>
    public override string ToString() => Count == 1 ? $"Row {FirstRow}: {Reason}" : $"{Count} rows, first {FirstRow}: {Reason}";
}
