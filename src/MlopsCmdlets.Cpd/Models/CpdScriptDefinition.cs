namespace MlopsCmdlets.Cpd.Models;

/// <summary>A script to store.</summary>
public sealed record CpdScriptDefinition
{
    public required string Name { get; init; }

    public required string SoftwareSpecificationId { get; init; }

    public string? SoftwareSpecificationName { get; init; }

    /// <summary><c>python3</c> or <c>R</c>.</summary>
    public string Language { get; init; } = "python3";

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
}
