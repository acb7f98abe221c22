namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Somebody else added assets of the same type and name while the copy was prepared. Writing now would leave twins, so that nothing was written.</summary>
public sealed class TargetChangedException(ContainerIdentity target, IReadOnlyList<AssetHeader> added)
    : TransferException($"While this was prepared, something else added to {target}: {string.Join(", ", added)}. Nothing was written.")
{
    /// <summary>The container.</summary>
    public ContainerIdentity Target { get; } = target;

    /// <summary>What appeared there.</summary>
    public IReadOnlyList<AssetHeader> Added { get; } = added;

    /// <inheritdoc/>
    public override string RecommendedAction => "Run it again: what has arrived is recognised by its content. Do not let two copies write to one target at once.";
}
