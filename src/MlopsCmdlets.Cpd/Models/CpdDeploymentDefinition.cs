using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A deployment to create.</summary>
public sealed record CpdDeploymentDefinition
{
    public required string Name { get; init; }

    public required string AssetId { get; init; }

    public string? AssetRevision { get; init; }

    public CpdDeploymentKind Kind { get; init; } = CpdDeploymentKind.Online;

    /// <summary>Lower-case letters, digits and underscores, 36 characters at most; online and Shiny only.</summary>
    public string? ServingName { get; init; }

    /// <summary>The id of the hardware specification; or give <see cref="HardwareSpecificationName"/>.</summary>
    public string? HardwareSpecificationId { get; init; }

    public string? HardwareSpecificationName { get; init; }

    public int? NodeCount { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Custom { get; init; }
}
