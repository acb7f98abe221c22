namespace MlopsCmdlets.Promotion.Records;

/// <summary>The append-only record of one environment.</summary>
public interface IPromotionRecord
{
    /// <summary>
    /// Reads and checks all of it; entries that were found sound before, and that others followed, are not read a second time. A fork or gap that a writer
    /// at work could explain is looked at twice.
    /// </summary>
    Task<PromotionHistory> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Appends an entry; sequence number, predecessor and hash are set here. Two writers at once never lose or fork one: an entry counts only
    /// when it is seen to be alone with its number, else it is withdrawn and written again with the next.
    /// </summary>
    /// <returns>The entry as written; its hash is the new head.</returns>
    Task<PromotionEntry> AppendAsync(PromotionEntry entry, CancellationToken cancellationToken);
}
