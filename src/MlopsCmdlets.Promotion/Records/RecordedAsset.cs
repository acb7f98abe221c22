using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Records;

/// <summary>One asset in an entry of a record.</summary>
/// <param name="Type">The server's type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">What was done with it.</param>
/// <param name="SourceId">Id at the source; null when it did not come from there.</param>
/// <param name="Id">Id at the destination; null when it did not arrive.</param>
/// <param name="Sha256">Hash of its content; null without content.</param>
/// <param name="MetadataSha256">Hash of its canonical metadata.</param>
public sealed record RecordedAsset(string Type, string Name, CopyAction Action, string? SourceId, string? Id, string? Sha256, string? MetadataSha256)
{
    /// <summary>The model of the promotion, in contrast to what belongs to it.</summary>
    public bool IsModel { get; init; }

    /// <summary>Ids of earlier versions at the destination that were tagged as superseded.</summary>
    public IReadOnlyList<string> Superseded { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Type} '{Name}'";
}
