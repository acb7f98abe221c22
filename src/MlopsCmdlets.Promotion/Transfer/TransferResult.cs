namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The outcome of a copy.</summary>
/// <param name="Assets">One per asset, in the order of the selection; dependencies last.</param>
public sealed record TransferResult(IReadOnlyList<CopiedAsset> Assets)
{
    /// <summary>Bytes of the bundle that travelled; 0 when none did.</summary>
    public long BundleBytes { get; init; }

    /// <summary>SHA-256 of that bundle; null when none travelled.</summary>
    public string? BundleSha256 { get; init; }

    /// <summary>Where the bundle was kept; null when it was not.</summary>
    public string? SpoolPath { get; init; }

    /// <summary>What a user should know that concerns no single asset, for example an export that could not be removed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
