namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan does with the deployment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Action">What is done.</param>
public sealed record PlannedDeployment(string Name, DeploymentAction Action)
{
    /// <summary>Its id; null when it is to be created.</summary>
    public string? Id { get; init; }

    /// <summary>Its serving name: the one it has, or is to get.</summary>
    public string? ServingName { get; init; }

    /// <summary>The model that serves when the plan is made; null when it is to be created.</summary>
    public string? CurrentAssetId { get; init; }

    /// <summary>Content hash of that model.</summary>
    public string? CurrentSha256 { get; init; }

    /// <summary>For a new one: the hardware specification's name.</summary>
    public string? HardwareSpecification { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} '{Name}'";
}
