namespace MlopsCmdlets.Measuring;

/// <summary>The rows do not have a column that was named.</summary>
public sealed class MeasuringColumnException : Exception
{
    public MeasuringColumnException(string role, string column, IEnumerable<string> present)
        : base($"The {role} '{column}' is not a column of the rows, which have: {string.Join(", ", present)}.") => Column = column;

    /// <summary>The column.</summary>
    public string Column { get; }
}
