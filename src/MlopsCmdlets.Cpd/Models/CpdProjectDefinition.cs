namespace MlopsCmdlets.Cpd.Models;

/// <summary>A project to create.</summary>
public sealed record CpdProjectDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Refuses a name that another project already has; else duplicates are allowed by the server.</summary>
    public bool UniqueName { get; init; } = true;
}
