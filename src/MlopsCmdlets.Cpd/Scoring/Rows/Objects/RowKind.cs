namespace MlopsCmdlets.Cpd.Scoring.Rows.Objects;

/// <summary>Makes rows that have the same columns.</summary>
public sealed class RowKind
{
    private readonly RowObject _first;

    internal RowKind(RowObject first) => _first = first;

    /// <summary>Makes a row.</summary>
    /// <param name="row">A row of text, the values of the first columns.</param>
    /// <param name="added">The values of the others; from now on they are the object's.</param>
    public RowObject Create(in InputRow row, object?[] added) => _first.Create(row.Text, added);
}
