namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Two assets that were compared.</summary>
/// <param name="Here">The one that says how it has to be.</param>
/// <param name="There">The other.</param>
/// <param name="HereMetadata">Its canonical metadata, with names for ids.</param>
/// <param name="ThereMetadata">The same of the other.</param>
/// <param name="ThereContent">Content of the other.</param>
internal sealed record ComparedSides(AssetDocument Here, AssetDocument There, CanonicalMetadata HereMetadata, CanonicalMetadata ThereMetadata, ContentHash ThereContent);
