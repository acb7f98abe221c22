using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>An asset was brought over, and read back it is not as the plan wants it.</summary>
public sealed class NotAsPlannedException(AssetHeader asset, ContainerIdentity destination, IReadOnlyList<string> differences)
    : PromotionException($"{asset} is not in {destination} as the plan wants it{(differences.Count == 0 ? "." : $": {string.Join(", ", differences)} differ{(differences.Count == 1 ? "s" : "")}.")}")
{
    /// <summary>What differs, as JSON pointers, <c>content</c> or <c>tags</c>.</summary>
    public IReadOnlyList<string> Differences { get; } = differences;

    /// <inheritdoc/>
    public override string RecommendedAction => "Run the promotion again: it goes on where it stopped. If it ends here again, the destination's release does not keep these fields.";
}
