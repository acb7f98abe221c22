namespace MlopsCmdlets.Promotion.Records;

/// <summary>The judgement on a record.</summary>
/// <param name="State">The judgement in a word.</param>
/// <param name="History">What was read.</param>
/// <param name="ExpectedHead">The anchor that it was judged by; null without one.</param>
/// <param name="EntriesSince">How many entries came after the anchor; null without one, or when it is not there.</param>
/// <param name="Faults">What is wrong, also the missing anchor.</param>
public sealed record RecordVerdict(RecordState State, PromotionHistory History, string? ExpectedHead, int? EntriesSince, IReadOnlyList<RecordFault> Faults)
{
    /// <summary>Judges a record. The expected head may be of any time: entries that came after it are its normal growth.</summary>
    public static RecordVerdict Of(PromotionHistory history, string? expectedHead)
    {
        if (expectedHead is null)
            return new(history.Faults.Count == 0 ? RecordState.Unanchored : RecordState.Broken, history, null, null, history.Faults);

        var index = -1;
        for (var i = 0; i < history.Entries.Count && index < 0; i++)
        {
            if (string.Equals(history.Entries[i].Hash, expectedHead, StringComparison.OrdinalIgnoreCase))
                index = i;
        }
        var cut = new RecordFault(RecordFaultKind.Cut, null, null,
            $"The expected head {expectedHead} is no entry of the record, which has {history.Entries.Count}: entries were removed, or the record was written anew.");
        IReadOnlyList<RecordFault> faults = index >= 0 ? history.Faults : [.. history.Faults, cut];
        return new(faults.Count == 0 ? RecordState.Intact : RecordState.Broken, history, expectedHead, index < 0 ? null : history.Entries.Count - 1 - index, faults);
    }
}
