using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>What all things of Cloud Pak for Data have in common. The id can sit in three places of a reply; here it is always <see cref="Id"/>.</summary>
public abstract record CpdResource
{
    public required string Id { get; init; }

    /// <summary>The display name. Names are not unique.</summary>
    public string Name { get; init; } = "";

    /// <summary>The kind of thing, or the more specific type that the server gives it (a model's <c>scikit-learn_1.1</c>).</summary>
    public string Type { get; init; } = "";

    public string? Description { get; init; }

    public string[] Tags { get; init; } = [];

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The uid of the owner or creator, a string of digits.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The session that the thing was read through, so that a pipeline needs no session parameter.</summary>
    [JsonIgnore]
    public CpdSession? Session { get; init; }

    /// <summary>The name, so that text made from the object is readable.</summary>
    public sealed override string ToString() => Name.Length > 0 ? Name : Id;
}
