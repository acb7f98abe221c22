namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The copy of an asset at the target, or why it cannot be told.</summary>
internal sealed record Arrival(AssetHeader? Target, TransferException? Error);
