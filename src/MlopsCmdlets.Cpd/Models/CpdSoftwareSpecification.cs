namespace MlopsCmdlets.Cpd.Models;

/// <summary>A software specification: the runtime that a model or program needs.</summary>
public sealed record CpdSoftwareSpecification : CpdResource
{
    public string? DisplayName { get; init; }

    /// <summary>Whether it comes with the platform; then its id is the same on every cluster.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary><c>supported</c>, <c>deprecated</c>, <c>constricted</c>, <c>retired</c> or <c>unsupported</c>.</summary>
    public string LifeCycle { get; init; } = "supported";

    /// <summary>Since when the life-cycle state holds, if the server says so.</summary>
    public DateTimeOffset? LifeCycleSince { get; init; }

    /// <summary>The name of the specification to use instead.</summary>
    public string? ReplacementName { get; init; }

    public string? SpaceId { get; init; }

    public string? ProjectId { get; init; }
}
