namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>One request failed, so that its rows have no result. The other requests go on.</summary>
public sealed class ScoringBatchException(long firstRow, long lastRow, int rowCount, Exception cause)
    : ScoringException($"{Rows(firstRow, lastRow, rowCount)} not scored: {cause.Message}", cause)
{
    public long FirstRow { get; } = firstRow;

    public long LastRow { get; } = lastRow;

    /// <summary>Fewer than the numbers tell where bad rows were left out.</summary>
    public int RowCount { get; } = rowCount;

    private static string Rows(long first, long last, int count) =>
        first == last ? $"Row {first} was" : count == last - first + 1 ? $"Rows {first}-{last} were" : $"Rows {first}-{last} ({count} of them) were";
}
