namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>A bundle that was written to a file and checked.</summary>
/// <param name="Path">The file.</param>
/// <param name="From">The container that it was exported from.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Assets">What is in it.</param>
public sealed record ExportedBundle(string Path, ContainerIdentity From, string Sha256, long Bytes, IReadOnlyList<BundledAsset> Assets)
{
    /// <summary>True when secrets of connections can be read by whoever has the file.</summary>
    public bool HasClearTextSecrets { get; init; }

    /// <summary>What a user should know, for example assets that do not travel.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
