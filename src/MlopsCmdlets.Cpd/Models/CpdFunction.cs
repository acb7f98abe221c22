using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A deployable function.</summary>
public sealed record CpdFunction : CpdScopedResource
{
    public string? SoftwareSpecificationId { get; init; }

    public string? SoftwareSpecificationName { get; init; }

    public IReadOnlyList<CpdSchemaField> InputFields { get; init; } = [];

    public string? Revision { get; init; }

    [JsonIgnore]
    public bool IsSuperseded => Array.IndexOf(Tags, CpdTags.Superseded) >= 0;
}
