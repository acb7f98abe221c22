namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A selected id or name does not exist.</summary>
public sealed class AssetNotFoundException(ContainerIdentity container, string idOrName, bool isSuperseded)
    : TransferException(isSuperseded
        ? $"In {container} every asset named '{idOrName}' is superseded."
        : $"In {container} there is no asset '{idOrName}' of the selected types.")
{
    /// <summary>Where it was looked for.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The id or name.</summary>
    public string IdOrName { get; } = idOrName;

    /// <inheritdoc/>
    public override string RecommendedAction => "Names must match exactly, wildcards are not resolved here. List the container's assets; select a superseded one by id.";
}
