namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The source changed an asset between the check of the plan and its export. Nothing was written to the target.</summary>
public sealed class SourceChangedException(AssetHeader asset, string planned, string? sent)
    : TransferException($"{asset} changed at the source while it was exported: the plan has its content as {planned}, the export carries {sent ?? "none"}. Nothing was written to the target.")
{
    /// <summary>The asset.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new plan, and have it approved.";
}
