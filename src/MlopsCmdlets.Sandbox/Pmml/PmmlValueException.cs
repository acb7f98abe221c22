namespace MlopsCmdlets.Sandbox.Pmml;

/// <summary>A row cannot be scored, because of one of its values.</summary>
public sealed class PmmlValueException : PmmlException
{
    public PmmlValueException(string field, string reason, int? row = null)
        : base(row is null ? $"Field '{field}': {reason}." : $"Row {row}, field '{field}': {reason}.")
    {
        Field = field;
        Reason = reason;
        Row = row;
    }

    public string Field { get; }

    public string Reason { get; }

    /// <summary>Index of the row in the request, from 0; null when only one row was scored.</summary>
    public int? Row { get; }

    internal PmmlValueException AtRow(int row) => new(Field, Reason, row);
}
