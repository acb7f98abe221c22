namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Source and target are one container.</summary>
public sealed class SameContainerException(ContainerIdentity container)
    : TransferException($"Source and target are both {container}.")
{
    /// <summary>The container.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <inheritdoc/>
    public override string RecommendedAction => "Name another destination.";
}
