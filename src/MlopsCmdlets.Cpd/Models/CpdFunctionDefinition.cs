using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A function to store; its code is uploaded afterwards.</summary>
public sealed record CpdFunctionDefinition
{
    public required string Name { get; init; }

    public string Type { get; init; } = "python";

    public required string SoftwareSpecificationId { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<CpdSchemaField>? InputFields { get; init; }

    public JsonElement? Custom { get; init; }
}
