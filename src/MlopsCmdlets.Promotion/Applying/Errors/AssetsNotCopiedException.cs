using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Not every asset of a plan arrived as it should.</summary>
public sealed class AssetsNotCopiedException(IReadOnlyList<CopiedAsset> failed)
    : PromotionException($"{string.Join("; ", failed.Select(asset => $"{asset.Source.Type} '{asset.Source.Name}': {asset.Error?.Message ?? "it did not arrive"}"))}", failed.Select(asset => asset.Error).FirstOrDefault(error => error is not null))
{
    /// <summary>What did not arrive.</summary>
    public IReadOnlyList<CopiedAsset> Failed { get; } = failed;

    /// <inheritdoc/>
    public override string RecommendedAction =>
        InnerException is TransferException transfer ? transfer.RecommendedAction : "Read the server's reason, then run the promotion again: what has arrived is not copied twice.";
}
