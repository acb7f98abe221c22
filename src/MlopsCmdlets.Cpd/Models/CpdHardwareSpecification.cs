namespace MlopsCmdlets.Cpd.Models;

/// <summary>A hardware specification: the size of what runs a deployment.</summary>
public sealed record CpdHardwareSpecification : CpdResource
{
    /// <summary>CPUs as the server writes them, for example <c>2</c> or <c>500m</c>.</summary>
    public string? Cpu { get; init; }

    /// <summary>Memory as the server writes it, for example <c>8Gi</c>.</summary>
    public string? Memory { get; init; }

    public string? SpaceId { get; init; }

    public string? ProjectId { get; init; }
}
