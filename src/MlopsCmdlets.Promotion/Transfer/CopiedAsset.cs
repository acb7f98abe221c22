namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>The outcome for one asset.</summary>
/// <param name="Source">The asset that was to be copied.</param>
/// <param name="From">Its container; null when it came out of a file.</param>
/// <param name="To">The container that it was copied to.</param>
/// <param name="Action">What happened.</param>
public sealed record CopiedAsset(AssetHeader Source, ContainerIdentity? From, ContainerIdentity To, CopyAction Action)
{
    /// <summary>The asset at the target; null when there is none.</summary>
    public AssetHeader? Target { get; init; }

    /// <summary>SHA-256 of the content in lower-case hexadecimal: of the bytes, or for several attachments of their sorted hashes. Null without content.</summary>
    public string? Sha256 { get; init; }

    /// <summary>SHA-256 of the metadata in canonical form.</summary>
    public string? MetadataSha256 { get; init; }

    /// <summary>Bytes of content.</summary>
    public long Bytes { get; init; }

    /// <summary>True for an asset that was not selected but that the source put into the bundle, because a selected one needs it.</summary>
    public bool IsDependency { get; init; }

    /// <summary>Earlier assets of that name at the target that are now tagged as superseded.</summary>
    public IReadOnlyList<AssetHeader> Superseded { get; init; } = [];

    /// <summary>What was put right at the target after the import, for example tags or a reference.</summary>
    public IReadOnlyList<string> Patched { get; init; } = [];

    /// <summary>What did not arrive, for example a reference to something that the target does not have.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed; null unless the action is <see cref="CopyAction.Failed"/>.</summary>
    public Exception? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Source}";
}
