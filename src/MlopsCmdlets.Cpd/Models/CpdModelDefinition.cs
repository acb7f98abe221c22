using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A model to store; its content is uploaded afterwards.</summary>
public sealed record CpdModelDefinition
{
    public required string Name { get; init; }

    /// <summary>Framework and version, for example <c>scikit-learn_1.1</c> or <c>pmml_4.2.1</c>; the server knows which are valid.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the software specification.</summary>
    public required string SoftwareSpecificationId { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? LabelColumn { get; init; }

    public IReadOnlyList<CpdSchemaField>? InputFields { get; init; }

    public IReadOnlyList<CpdSchemaField>? OutputFields { get; init; }

    /// <summary>A JSON object of the author's own data.</summary>
    public JsonElement? Custom { get; init; }

    /// <summary>The <c>training_data_references</c> array as the API defines it.</summary>
    public JsonElement? TrainingDataReferences { get; init; }
}
