using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>An asset of the source that a plan is about.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="NeededBy">What needs it and as what; null for one that was asked for.</param>
internal sealed record NeededAsset(AssetHeader Asset, string? NeededBy);
