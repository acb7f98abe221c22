namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What a copy would do. Making one changes nothing on either side.</summary>
/// <param name="Source">The container to copy from.</param>
/// <param name="Target">The container to copy to.</param>
/// <param name="Assets">One per selected asset.</param>
public sealed record TransferPlan(ContainerIdentity Source, ContainerIdentity Target, IReadOnlyList<PlannedAsset> Assets)
{
    /// <summary>The source's listing that the plan was made from.</summary>
    internal IReadOnlyList<AssetHeader> SourceListing { get; init; } = [];

    /// <summary>The target's listing that the plan was made from; null when it is not known, and then changes since are not seen.</summary>
    internal IReadOnlyList<AssetHeader>? TargetListing { get; init; }

    /// <summary>The plan with only the assets for which <paramref name="keep"/> says yes, for example after asking the user.</summary>
    public TransferPlan Where(Func<PlannedAsset, bool> keep) => this with { Assets = [.. Assets.Where(keep)] };
}
