namespace MlopsCmdlets.Cpd.Models;

/// <summary>Which deployments to list. Everything is also filtered here, since releases differ in the filters that they know.</summary>
public sealed record CpdDeploymentQuery
{
    public string? AssetId { get; init; }

    public string? Name { get; init; }

    public string? ServingName { get; init; }
}
