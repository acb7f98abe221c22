using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan is to be made for.</summary>
/// <param name="Model">Name or id of the model (or another deployable asset) in the source.</param>
public sealed record PlanRequest(string Model)
{
    /// <summary>Names or ids of further assets that go along.</summary>
    public IReadOnlyList<string> Assets { get; init; } = [];

    /// <summary>Name or id of the deployment; null when nothing is deployed.</summary>
    public string? Deployment { get; init; }

    /// <summary>For a deployment that is to be created: its serving name.</summary>
    public string? ServingName { get; init; }

    /// <summary>For a deployment that is to be created: its hardware specification.</summary>
    public string? HardwareSpecification { get; init; }

    /// <summary>Gates besides those of the environment.</summary>
    public IReadOnlyList<GateDefinition> Gates { get; init; } = [];

    /// <summary>How long the plan is good.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);
}
