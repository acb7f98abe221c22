using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>The outcome of a copy for one asset. It stands for the asset at the destination, so that it can be deployed or changed right away.</summary>
public sealed record CpdCopiedAsset : CpdScopedResource
{
    // As a number: for a field of another library's enumeration, the import of the module would have to load that library.
    private readonly int _action;

    /// <summary>Added, Updated (a new version), Repaired, Unchanged, Skipped or Failed.</summary>
    public CopyAction Action
    {
        get => (CopyAction)_action;
        init => _action = (int)value;
    }

    /// <summary>Id of the asset that was copied.</summary>
    public string SourceId { get; init; } = "";

    /// <summary>Where it was copied from; null when it came out of a file.</summary>
    public string? From { get; init; }

    /// <summary>Where it was copied to.</summary>
    public string To { get; init; } = "";

    /// <summary>SHA-256 of the content, in lower-case hexadecimal; null for an asset without content.</summary>
    public string? Sha256 { get; init; }

    /// <summary>SHA-256 of the metadata in canonical form.</summary>
    public string? MetadataSha256 { get; init; }

    /// <summary>Bytes of content.</summary>
    public long Bytes { get; init; }

    /// <summary>Not selected, but needed by an asset that was.</summary>
    public bool IsDependency { get; init; }

    /// <summary>Ids of earlier versions at the destination that are tagged as superseded now.</summary>
    public string[] SupersededIds { get; init; } = [];

    /// <summary>What was put right at the destination after the import: lost tags, dangling references.</summary>
    public string[] Patched { get; init; } = [];

    /// <summary>What did not arrive.</summary>
    public string[] Warnings { get; init; } = [];

    internal static CpdCopiedAsset Of(CopiedAsset copied, CpdSession session) => new()
    {
        Id = copied.Target?.Id ?? "",
        Name = copied.Source.Name,
        Type = copied.Source.Type,
        Description = copied.Source.Description,
        Tags = [.. copied.Target?.Tags ?? copied.Source.Tags],
        CreatedAt = copied.Target?.CreatedAt,
        UpdatedAt = copied.Target?.UpdatedAt,
        SpaceId = copied.To.Kind == ContainerKind.Space ? copied.To.Id : null,
        ProjectId = copied.To.Kind == ContainerKind.Project ? copied.To.Id : null,
        Session = session,
        Action = copied.Action,
        SourceId = copied.Source.Id,
        From = copied.From?.Name,
        To = copied.To.Name,
        Sha256 = copied.Sha256,
        MetadataSha256 = copied.MetadataSha256,
        Bytes = copied.Bytes,
        IsDependency = copied.IsDependency,
        SupersededIds = [.. copied.Superseded.Select(s => s.Id)],
        Patched = [.. copied.Patched],
        Warnings = [.. copied.Warnings],
    };
}
