using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Comparing;

/// <summary>How an asset of one space or project compares with its counterpart in another.</summary>
public sealed record CpdAssetDifference
{
    /// <summary>Name of the asset.</summary>
    public string Name { get; init; } = "";

    /// <summary>Type of the asset.</summary>
    public string Type { get; init; } = "";

    /// <summary>Same, Different, OnlyInSource or OnlyInDestination; Unreadable where it could not be compared.</summary>
    public CpdAssetSide Side { get; init; }

    /// <summary>What differs: content, or metadata as JSON pointers.</summary>
    public string[] Differences { get; init; } = [];

    /// <summary>Id at the source; null where it is only at the destination.</summary>
    public string? SourceId { get; init; }

    /// <summary>Id at the destination; null where it is only at the source.</summary>
    public string? DestinationId { get; init; }

    /// <summary>SHA-256 of the source's content, where it had to be read.</summary>
    public string? Sha256 { get; init; }

    internal static CpdAssetDifference Of(PlannedAsset planned) => new()
    {
        Name = planned.Source.Name,
        Type = planned.Source.Type,
        Side = planned.Action switch
        {
            CopyAction.Unchanged => CpdAssetSide.Same,
            CopyAction.Updated or CopyAction.Repaired => CpdAssetSide.Different,
            CopyAction.Failed => CpdAssetSide.Unreadable,
            _ => CpdAssetSide.OnlyInSource,
        },
        Differences = planned.Action == CopyAction.Repaired ? ["tags or references"] : planned.Error is { } error ? [error.Message] : [.. planned.Differences],
        SourceId = planned.Source.Id,
        DestinationId = planned.Equal?.Id ?? planned.Different.FirstOrDefault()?.Id,
        Sha256 = planned.Sha256,
    };

    internal static CpdAssetDifference OnlyAtDestination(AssetHeader asset) => new()
    {
        Name = asset.Name,
        Type = asset.Type,
        Side = CpdAssetSide.OnlyInDestination,
        DestinationId = asset.Id,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Side} {Type} '{Name}'";
}
