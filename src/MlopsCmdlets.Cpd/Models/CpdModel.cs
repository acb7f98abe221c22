using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A machine-learning model; <see cref="CpdResource.Type"/> is its framework and version, for example <c>pmml_4.2.1</c>.</summary>
public sealed record CpdModel : CpdScopedResource
{
    public string? SoftwareSpecificationId { get; init; }

    public string? SoftwareSpecificationName { get; init; }

    public string? LabelColumn { get; init; }

    /// <summary>The input columns, in order; empty if the model was stored without a schema.</summary>
    public IReadOnlyList<CpdSchemaField> InputFields { get; init; } = [];

    /// <summary>The revision, if this is one.</summary>
    public string? Revision { get; init; }

    /// <summary><c>running</c>, <c>completed</c> or <c>failed</c> while the server fetches content itself, else null.</summary>
    public string? ContentImportState { get; init; }

    /// <summary>Warnings of the server, for example about a deprecated specification.</summary>
    public string[] Warnings { get; init; } = [];

    [JsonIgnore]
    public bool IsSuperseded => Array.IndexOf(Tags, CpdTags.Superseded) >= 0;
}
