namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The import ended well, but an asset of the bundle did not appear at the target.</summary>
public sealed class AssetMissingException(AssetHeader asset, ContainerIdentity target)
    : TransferException($"The import into {target} completed, but {asset.Type} '{asset.Name}' did not appear there.")
{
    /// <summary>The asset that was copied.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <summary>The container.</summary>
    public ContainerIdentity Target { get; } = target;

    /// <inheritdoc/>
    public override string RecommendedAction => "Copy again: what has arrived by then is recognised by its content. If it is missing again, the target's release cannot import this type.";
}
