using System.Text.Json;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A connection to create. <see cref="Properties"/> can hold secrets and is therefore not shown by <see cref="ToString"/>.</summary>
public sealed record CpdConnectionDefinition
{
    public required string Name { get; init; }

    /// <summary>The id or name of the data source type.</summary>
    public required string DatasourceType { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Properties { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Lets the server try the connection first and refuse it when that fails.</summary>
    public bool Test { get; init; } = true;

    public override string ToString() => Name;
}
