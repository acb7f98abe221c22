namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>How large a bundle may be. Sizes are counted while inflating; what the archive claims is not believed.</summary>
public sealed record BundleLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static BundleLimits Default { get; } = new();

    /// <summary>Most entries.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>Most bytes of all entries together, inflated.</summary>
    public long MaxTotalBytes { get; init; } = 256L << 30;

    /// <summary>Most bytes of one metadata document, inflated.</summary>
    public int MaxDocumentBytes { get; init; } = 16 << 20;

    /// <summary>Most inflated bytes per byte of the archive, looked at once <see cref="RatioFloorBytes"/> are inflated.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Inflated bytes below which the ratio does not matter.</summary>
    public long RatioFloorBytes { get; init; } = 256L << 20;

    /// <summary>The limits for a bundle of known assets: what their container states as their size is no bomb, however well it packs.</summary>
    internal BundleLimits Expecting(IEnumerable<AssetHeader> assets) =>
        this with { RatioFloorBytes = RatioFloorBytes + assets.Sum(asset => Math.Max(0, asset.Size ?? 0)) };
}
