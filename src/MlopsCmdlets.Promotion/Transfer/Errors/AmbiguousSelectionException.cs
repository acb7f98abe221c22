namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A selected name fits more than one asset.</summary>
public sealed class AmbiguousSelectionException(ContainerIdentity container, string name, IReadOnlyList<AssetHeader> candidates)
    : TransferException($"In {container} the name '{name}' fits {candidates.Count} assets: {string.Join(", ", candidates)}.")
{
    /// <summary>Where it was looked for.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The assets that it fits.</summary>
    public IReadOnlyList<AssetHeader> Candidates { get; } = candidates;

    /// <inheritdoc/>
    public override string RecommendedAction => "Select by id, or add the type.";
}
