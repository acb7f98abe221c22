namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Arithmetic of tags. The mark of superseded assets belongs to its container and does not travel.</summary>
internal static class TagList
{
    internal static IReadOnlyList<string> Missing(AssetHeader source, AssetHeader target) =>
        [.. source.Tags.Where(tag => tag != AssetHeader.SupersededTag).Except(target.Tags, StringComparer.Ordinal)];

    internal static IReadOnlyList<string> Travelled(AssetHeader source, AssetHeader target) =>
        [.. target.Tags.Where(tag => tag != AssetHeader.SupersededTag).Union(Missing(source, target), StringComparer.Ordinal)];

    internal static IReadOnlyList<string> Superseded(AssetHeader asset) =>
        [.. asset.Tags.Union([AssetHeader.SupersededTag], StringComparer.Ordinal)];
}
