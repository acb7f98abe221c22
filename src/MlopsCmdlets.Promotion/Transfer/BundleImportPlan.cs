namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What an import of a bundle would do.</summary>
/// <param name="Path">The file.</param>
/// <param name="Target">The container to import into.</param>
/// <param name="Assets">One per asset of the bundle.</param>
public sealed record BundleImportPlan(string Path, ContainerIdentity Target, IReadOnlyList<PlannedAsset> Assets)
{
    /// <summary>False when nothing will be written: all is there already, or something conflicts.</summary>
    public bool WillImport => Assets.Any(asset => asset.Action is CopyAction.Added or CopyAction.Updated);

    /// <summary>The target's listing that the plan was made from.</summary>
    internal IReadOnlyList<AssetHeader> TargetListing { get; init; } = [];

    /// <summary>What the bundle holds.</summary>
    internal BundleContents? Contents { get; init; }
}
