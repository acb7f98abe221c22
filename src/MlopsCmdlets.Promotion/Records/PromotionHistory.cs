namespace MlopsCmdlets.Promotion.Records;

/// <summary>A record as it was read.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Entries">In order of their sequence numbers; what does not fit the chain is in <paramref name="Faults"/>.</param>
/// <param name="Faults">What is wrong with it; empty for an intact record.</param>
public sealed record PromotionHistory(string Environment, IReadOnlyList<PromotionEntry> Entries, IReadOnlyList<RecordFault> Faults)
{
    /// <summary>Hash of the last entry: the anchor that a caller keeps elsewhere. Null for an empty record.</summary>
    public string? Head => Entries.Count == 0 ? null : Entries[Entries.Count - 1].Hash;

    /// <summary>Set when a later version of this module has written to the record.</summary>
    public NewerDocumentException? Newer { get; init; }

    /// <summary>What this module does not understand it cannot continue: its own next entry would stand beside the newer one, and fork the record.</summary>
    /// <exception cref="NewerDocumentException">A later version of this module has written to the record.</exception>
    public void RefuseNewer()
    {
        if (Newer is { } newer)
            throw newer;
    }
}
