namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>One row cannot be sent. The others go on without it.</summary>
public sealed class ScoringRowException : ScoringException
{
    public ScoringRowException(long row, long line, string problem)
        : base($"{Place(row, line)}: {problem} The row is left out.") => Row = row;

    /// <summary>The row's position in the input, counted from 1.</summary>
    public long Row { get; }

    /// <summary>The column that is wrong, if it is one.</summary>
    public string? Column { get; init; }

    private static string Place(long row, long line) => line > 0 ? $"Row {row} (line {line})" : $"Row {row}";
}
