using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Comparing;

/// <summary>Compares two cells that are a pair, or tells of one that is alone.</summary>
internal sealed class CellComparison(NotebookCompareOptions options)
{
    /// <returns>Null if nothing differs that counts.</returns>
    public NotebookCellChange? Compare(NotebookCell? before, NotebookCell? after, bool moved)
    {
        NotebookParts changes = before is null || after is null ? NotebookParts.Source : Changed(before, after);
        IReadOnlyList<NotebookLine> metadata = options.IncludeMetadata ? Lines(before?.MetadataLines(), after?.MetadataLines()) : [];
        IReadOnlyList<NotebookLine> outputs = options.IncludeOutput && !HasSameOutputs(before, after) ? Lines(before?.OutputLines(), after?.OutputLines()) : [];
        changes |= metadata.Count > 0 ? NotebookParts.Metadata : NotebookParts.None;
        changes |= outputs.Count > 0 ? NotebookParts.Outputs : NotebookParts.None;
        if (changes == NotebookParts.None && !moved)
            return null;
        NotebookCell known = (after ?? before)!;
        return new NotebookCellChange
        {
            Path = options.Path,
            Kind = before is null ? NotebookChangeKind.Added
                : after is null ? NotebookChangeKind.Removed
                : !moved ? NotebookChangeKind.Edited
                : changes == NotebookParts.None ? NotebookChangeKind.Moved
                : NotebookChangeKind.MovedAndEdited,
            CellBefore = before?.Number,
            CellAfter = after?.Number,
            CellType = known.Type,
            CellId = known.Id,
            Changes = changes,
            Before = before?.Source,
            After = after?.Source,
            Lines = (changes & NotebookParts.Source) != NotebookParts.None ? LineDiff.Of(before?.Source ?? "", after?.Source ?? "", options.Context) : [],
            MetadataLines = metadata,
            OutputLines = outputs,
        };
    }

    public IReadOnlyList<NotebookLine> CompareMetadata(NotebookDocument before, NotebookDocument after) => Lines(before.MetadataLines(), after.MetadataLines());

    private static NotebookParts Changed(NotebookCell before, NotebookCell after)
    {
        NotebookParts changes = before.HasSameSource(after) ? NotebookParts.None : NotebookParts.Source;
        changes |= before.Type == after.Type ? NotebookParts.None : NotebookParts.CellType;
        changes |= before.AttachmentLines().SequenceEqual(after.AttachmentLines(), StringComparer.Ordinal) ? NotebookParts.None : NotebookParts.Attachments;
        return changes;
    }

    private static bool HasSameOutputs(NotebookCell? before, NotebookCell? after) => before is not null && after is not null && before.HasSameOutputs(after);

    private IReadOnlyList<NotebookLine> Lines(string[]? before, string[]? after) => LineDiff.Of(before ?? [], after ?? [], options.Context);
}
