namespace MlopsCmdlets.Promotion.Records;

/// <summary>Something in a record that cannot have come about honestly.</summary>
/// <param name="Kind">Edited, Gap, Reordered, Forked, Cut, Unreadable.</param>
/// <param name="Sequence">Where; null when it concerns the whole.</param>
/// <param name="Path">The file, if one is to blame.</param>
/// <param name="Message">What is wrong, one sentence.</param>
public sealed record RecordFault(RecordFaultKind Kind, int? Sequence, string? Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";
}
