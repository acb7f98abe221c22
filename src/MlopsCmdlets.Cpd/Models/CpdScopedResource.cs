using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A thing inside a space or a project; one of the two ids is set.</summary>
public abstract record CpdScopedResource : CpdResource
{
    public string? SpaceId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>The scope argument for client calls about this thing.</summary>
    [JsonIgnore]
    public CpdContainer Container => CpdContainer.Of(SpaceId, ProjectId, Session)
        ?? throw new InvalidOperationException($"'{Name}' ({Id}) says neither which space nor which project it is in.");
}
