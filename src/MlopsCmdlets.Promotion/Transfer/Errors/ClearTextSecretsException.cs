namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>An export to a file would hold secrets of connections that anyone with the file can read. No file was left.</summary>
public sealed class ClearTextSecretsException(ContainerIdentity container, IReadOnlyList<string> assets)
    : TransferException($"The export from {container} would hold secrets in clear text: {string.Join(", ", assets)}. No file was written.")
{
    /// <summary>The container.</summary>
    public ContainerIdentity Container { get; } = container;

    /// <summary>The assets with secrets.</summary>
    public IReadOnlyList<string> Assets { get; } = assets;

    /// <inheritdoc/>
    public override string RecommendedAction => "Give -EncryptionKey, which the import then needs too, or accept it with -AllowClearText.";
}
