namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What a bundle holds.</summary>
/// <param name="Assets">Its assets, by type and name.</param>
/// <param name="HasClearTextSecrets">True when a connection's secret can be read by whoever has the file.</param>
public sealed record BundleContents(IReadOnlyList<BundledAsset> Assets, bool HasClearTextSecrets)
{
    /// <summary>Id of the space or project that was exported; null when the documents do not say.</summary>
    internal string? ContainerId { get; init; }
}
