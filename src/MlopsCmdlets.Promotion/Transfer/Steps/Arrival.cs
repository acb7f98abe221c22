namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The copy of an asset at the target, or why it cannot be told.</summary>
internal sealed record Arrival(AssetHeader? Target, TransferException? Error)
{
    /// <summary>What others added under the same type and name at the same time.</summary>
    public IReadOnlyList<AssetHeader> Twins { get; init; } = [];
}
