namespace MlopsCmdlets.Promotion.Plans;

/// <summary>One side of a plan.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Cluster">Origin of the cluster.</param>
/// <param name="SpaceId">Id of the space.</param>
/// <param name="SpaceName">Its name.</param>
/// <param name="Fingerprint">SHA-256 over what the plan saw there: for every asset of the plan type, name, id and hashes, and at the destination the deployment.</param>
public sealed record PlanEndpoint(string Environment, string Cluster, string SpaceId, string SpaceName, string Fingerprint)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Environment} (space '{SpaceName}')";
}
