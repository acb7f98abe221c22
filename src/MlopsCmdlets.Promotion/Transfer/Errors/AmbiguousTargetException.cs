namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>After the import more than one new asset could be the copy, because something else writes to the target too.</summary>
public sealed class AmbiguousTargetException(AssetHeader asset, ContainerIdentity target, IReadOnlyList<AssetHeader> candidates)
    : TransferException($"In {target} {candidates.Count} new assets could be the copy of {asset}: {string.Join(", ", candidates.Select(candidate => candidate.Id))}. None was touched.")
{
    /// <summary>The asset that was copied.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <summary>The container.</summary>
    public ContainerIdentity Target { get; } = target;

    /// <summary>The new assets that it could be.</summary>
    public IReadOnlyList<AssetHeader> Candidates { get; } = candidates;

    /// <inheritdoc/>
    public override string RecommendedAction => "Remove all but one of the candidates and copy again: the remaining one is recognised by its content. Do not let two copies write to one target at once.";
}
