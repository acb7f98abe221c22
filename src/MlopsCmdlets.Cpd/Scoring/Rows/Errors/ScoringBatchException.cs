using MlopsCmdlets.Cpd.Errors;

namespace MlopsCmdlets.Cpd.Scoring.Rows.Errors;

/// <summary>One request failed, so that its rows have no result. The other requests go on.</summary>
public sealed class ScoringBatchException : ScoringException
{
    public ScoringBatchException(long firstRow, long lastRow, int rowCount, Exception cause)
        : base($"{Rows(firstRow, lastRow, rowCount)} not scored: {cause.Message}{Transaction(cause)}", cause)
    {
        FirstRow = firstRow;
        LastRow = lastRow;
        RowCount = rowCount;
        RecommendedAction = (cause as CpdException)?.RecommendedAction ?? "";
    }

    public long FirstRow { get; }

    public long LastRow { get; }

    /// <summary>Fewer than the numbers tell where bad rows were left out.</summary>
    public int RowCount { get; }

    private static string Transaction(Exception cause) => cause is CpdApiException { TransactionId: { Length: > 0 } id } ? $" (transaction id {id})" : "";

    private static string Rows(long first, long last, int count) =>
        first == last ? $"Row {first} was" : count == last - first + 1 ? $"Rows {first}-{last} were" : $"Rows {first}-{last} ({count} of them) were";
}
