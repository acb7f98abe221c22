using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A script asset: a program that a batch deployment runs.</summary>
public sealed record CpdScript : CpdScopedResource
{
    /// <summary>For example <c>python3</c>.</summary>
    public string? Language { get; init; }

    public string? SoftwareSpecificationId { get; init; }

    public string? SoftwareSpecificationName { get; init; }

    public IReadOnlyList<CpdAttachment> Attachments { get; init; } = [];

    public string? Revision { get; init; }

    [JsonIgnore]
    public bool IsSuperseded => Array.IndexOf(Tags, CpdTags.Superseded) >= 0;
}
