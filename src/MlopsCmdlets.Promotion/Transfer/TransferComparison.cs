namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Two containers side by side.</summary>
/// <param name="Assets">One per asset of the source, with what a copy would do.</param>
/// <param name="OnlyAtTarget">Assets of the target whose type and name the source does not have.</param>
public sealed record TransferComparison(IReadOnlyList<PlannedAsset> Assets, IReadOnlyList<AssetHeader> OnlyAtTarget);
