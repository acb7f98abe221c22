namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The target has a different asset of the same type and name, and no new version was asked for. Nothing of the asset was written.</summary>
public sealed class AssetConflictException(AssetHeader asset, ContainerIdentity target, IReadOnlyList<AssetHeader> existing, IReadOnlyList<string> differences)
    : TransferException($"{asset.Type} '{asset.Name}' differs from the one in {target} ({string.Join(", ", existing.Select(one => one.Id))}): {string.Join(", ", differences)}. Nothing of it was written.")
{
    /// <summary>The asset that was to be copied.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <summary>The container that has a different one.</summary>
    public ContainerIdentity Target { get; } = target;

    /// <summary>The assets there.</summary>
    public IReadOnlyList<AssetHeader> Existing { get; } = existing;

    /// <summary>What differs.</summary>
    public IReadOnlyList<string> Differences { get; } = differences;

    /// <inheritdoc/>
    public override string RecommendedAction => "Use -Force to add the new version and tag the existing asset as superseded.";
}
