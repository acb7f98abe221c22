namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What was read back from the target is not what was sent.</summary>
public sealed class VerificationException(AssetHeader asset, AssetHeader target, string? expectedSha256, string? actualSha256, bool isRemoved)
    : TransferException($"{asset.Type} '{asset.Name}' arrived damaged: SHA-256 {actualSha256 ?? "of nothing"} instead of {expectedSha256 ?? "nothing"}. " +
        (isRemoved ? $"The copy {target.Id} was removed." : $"The copy {target.Id} could not be removed and must not be used."))
{
    /// <summary>The asset that was copied.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <summary>The damaged copy.</summary>
    public AssetHeader Target { get; } = target;

    /// <summary>The hash that was sent.</summary>
    public string? ExpectedSha256 { get; } = expectedSha256;

    /// <summary>The hash that was read back.</summary>
    public string? ActualSha256 { get; } = actualSha256;

    /// <summary>True when the damaged copy was removed.</summary>
    public bool IsRemoved { get; } = isRemoved;

    /// <inheritdoc/>
    public override string RecommendedAction => IsRemoved ? "Copy again." : "Remove the damaged copy and copy again.";
}
