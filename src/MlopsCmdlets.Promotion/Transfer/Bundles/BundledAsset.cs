namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One asset inside a bundle.</summary>
/// <param name="Document">Its metadata, as the source wrote it; ids are those of the source.</param>
/// <param name="Content">Hash and length of its content.</param>
public sealed record BundledAsset(AssetDocument Document, ContentHash Content);
