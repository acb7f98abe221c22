namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What a copy would do with one asset.</summary>
/// <param name="Source">The asset.</param>
/// <param name="Action">Added, Updated, Unchanged, Skipped, or Failed for a conflict.</param>
public sealed record PlannedAsset(AssetHeader Source, CopyAction Action)
{
    /// <summary>For Unchanged: the equal asset at the target.</summary>
    public AssetHeader? Equal { get; init; }

    /// <summary>Assets of that type and name at the target that differ.</summary>
    public IReadOnlyList<AssetHeader> Different { get; init; } = [];

    /// <summary>What differs, as words or JSON pointers.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>SHA-256 of the content where it had to be read; else null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>SHA-256 of the canonical metadata where it had to be read; else null.</summary>
    public string? MetadataSha256 { get; init; }

    /// <summary>Bytes of content, where known.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why it cannot travel, or what else to know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The conflict; null unless the action is Failed.</summary>
    public Exception? Error { get; init; }
}
