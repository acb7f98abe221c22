namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Thrown by a container: the server offers no way to change this field.</summary>
public sealed class EditNotSupportedException(AssetHeader asset, string pointer, Exception? innerException = null)
    : TransferException($"The server cannot change {pointer} of {asset}.", innerException)
{
    /// <summary>The asset.</summary>
    public AssetHeader Asset { get; } = asset;

    /// <summary>JSON pointer of the field.</summary>
    public string Pointer { get; } = pointer;

    /// <inheritdoc/>
    public override string RecommendedAction => "Change it by hand, or store the asset anew at the target.";
}
