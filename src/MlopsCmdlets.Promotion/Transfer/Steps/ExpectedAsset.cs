namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>An asset that is on its way: what must arrive.</summary>
/// <param name="Plan">What was planned for it.</param>
/// <param name="Document">Its document at the source.</param>
/// <param name="Content">Its content as sent.</param>
/// <param name="IsDependency">True when it was not selected.</param>
internal sealed record ExpectedAsset(PlannedAsset Plan, AssetDocument Document, ContentHash Content, bool IsDependency)
{
    /// <summary>The export added it on its own, and the target has what stands for it: its copy is removed.</summary>
    internal bool IsUnwanted { get; init; }

    internal AssetHeader Header => Plan.Source;
}
