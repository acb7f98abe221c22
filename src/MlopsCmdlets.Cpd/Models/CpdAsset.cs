using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>
/// An asset of any type as the catalogue service sees it; <see cref="CpdResource.Type"/> is the asset type (<c>wml_model</c>, <c>data_asset</c>, <c>script</c>…).
/// The raw document, which can hold secrets of a connection, is had from <c>Assets.GetDocumentAsync</c> only.
/// </summary>
public sealed record CpdAsset : CpdScopedResource
{
    /// <summary><c>available</c> when usable.</summary>
    public string? State { get; init; }

    /// <summary><c>USER</c> or <c>SYSTEM</c>.</summary>
    public string? Category { get; init; }

    /// <summary>Bytes as the server counts them.</summary>
    public long? Size { get; init; }

    /// <summary>The asset this one was promoted from, if the server says so.</summary>
    public string? SourceAssetId { get; init; }

    /// <summary>Filled by a read of one asset; a search does not return it.</summary>
    public IReadOnlyList<CpdAttachment> Attachments { get; init; } = [];

    /// <summary>Whether it is an earlier version kept for rollback.</summary>
    [JsonIgnore]
    public bool IsSuperseded => Array.IndexOf(Tags, CpdTags.Superseded) >= 0;
}
