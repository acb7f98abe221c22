using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>An asset of the source, read in full.</summary>
internal sealed record SourceAsset(AssetDocument Document, CanonicalMetadata Metadata, ContentHash Content);
