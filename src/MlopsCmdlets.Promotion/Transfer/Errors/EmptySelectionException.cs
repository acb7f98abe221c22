namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The selection matches no asset.</summary>
public sealed class EmptySelectionException(ContainerIdentity container, AssetSelection selection)
    : TransferException($"Nothing to copy: {container} holds no asset{Condition(selection)}.")
{
    /// <summary>Where assets were looked for.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>What was asked for.</summary>
    public AssetSelection Selection { get; } = selection;

    /// <inheritdoc/>
    public override string RecommendedAction => "List the container's assets and select some of them. Superseded assets can only be selected by id.";

    private static string Condition(AssetSelection selection) =>
        selection.Types.Count == 0 ? "" : $" of type {string.Join(", ", selection.Types)}";
}
