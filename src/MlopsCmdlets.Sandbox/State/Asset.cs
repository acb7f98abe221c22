using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace MlopsCmdlets.Sandbox.State;

/// <summary>
/// One CAMS asset. Models, functions and scripts are assets too: their family reads and writes the same record. Immutable; the JSON objects in it must never be changed, only copied.
/// </summary>
internal sealed record Asset
{
    public string Id { get; init; } = Ids.New();

    /// <summary>Set by the store.</summary>
    public long Sequence { get; init; }

    public required string ContainerId { get; init; }

    /// <summary>Such as <c>data_asset</c>, <c>wml_model</c>, <c>script</c>, <c>connection</c>.</summary>
    public required string Type { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The attributes by key; the one named like the type is the asset's own.</summary>
    public JsonObject Entity { get; init; } = [];

    public ImmutableArray<Attachment> Attachments { get; init; } = [];

    public ImmutableArray<AssetRevision> Revisions { get; init; } = [];

    public string OriginCountry { get; init; } = "us";

    public string Category { get; init; } = "USER";

    /// <summary>Who may see it: 0 public, 8 private by request, 16 private.</summary>
    public int RovMode { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string OwnerId { get; init; } = "";

    public string UpdaterId { get; init; } = "";

    /// <summary>Counts changes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Deleted without purge; only the trash shows it.</summary>
    public DateTimeOffset? TrashedAt { get; init; }

    /// <summary>Where a promoted or cloned asset came from.</summary>
    public JsonObject? SourceAsset { get; init; }

    /// <summary>Fields of metadata that the sandbox keeps but does not read, such as those of a foreign bundle.</summary>
    public JsonObject ExtraMetadata { get; init; } = [];

    public long Size => Attachments.Sum(a => a.Size);
}
