namespace MlopsCmdlets.Cpd.Models;

/// <summary>What to export: everything, all assets of some types, or single assets. Exactly one of the three.</summary>
public sealed record CpdExportRequest
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public bool AllAssets { get; init; }

    public IReadOnlyList<string>? AssetTypes { get; init; }

    public IReadOnlyList<string>? AssetIds { get; init; }

    /// <summary>Encrypts the secrets of connections in the zip. Without it they are in clear text.</summary>
    public CpdSecret? EncryptionKey { get; init; }
}
