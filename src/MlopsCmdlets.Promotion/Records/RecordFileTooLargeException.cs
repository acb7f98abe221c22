namespace MlopsCmdlets.Promotion.Records;

/// <summary>A file that should hold a lock or an entry is larger than any of those.</summary>
public sealed class RecordFileTooLargeException(string path, long bytes)
    : PromotionException($"The file '{path}' has more than {bytes} bytes; no entry of a record and no lock is that large.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Find out who put it there, and remove it.";
}
