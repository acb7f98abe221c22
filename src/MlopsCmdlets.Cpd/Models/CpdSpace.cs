using System.Text.Json.Serialization;

namespace MlopsCmdlets.Cpd.Models;

/// <summary>A deployment space.</summary>
public sealed record CpdSpace : CpdResource
{
    /// <summary><c>preparing</c>, <c>active</c>, <c>deleting</c>, <c>deleted</c> or <c>error</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>Free text, for example <c>testing</c> or <c>production</c>; null where the release has no stages.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether the stage is a production stage. It cannot be changed after creation.</summary>
    public bool IsProduction { get; init; }

    /// <summary>Members, filled only when asked for.</summary>
    public IReadOnlyList<CpdMember> Members { get; init; } = [];

    [JsonIgnore]
    public CpdContainer Container => CpdContainer.Space(Id, ToString());
}
