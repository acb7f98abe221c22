namespace MlopsCmdlets.Cpd.Models;

/// <summary>A space to create.</summary>
public sealed record CpdSpaceDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Free text; null leaves it to the server.</summary>
    public string? Stage { get; init; }

    /// <summary>Cannot be changed later.</summary>
    public bool IsProduction { get; init; }
}
