using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>An asset to create.</summary>
public sealed record CpdAssetDefinition
{
    public required string Name { get; init; }

    /// <summary>The asset type, for example <c>data_asset</c>.</summary>
    public required string Type { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The object under <c>entity</c>; null writes an empty object for the type.</summary>
    public JsonElement? Entity { get; init; }
}
