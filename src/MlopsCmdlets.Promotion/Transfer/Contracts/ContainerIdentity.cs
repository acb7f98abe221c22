namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>Which space or project of which cluster.</summary>
/// <param name="Cluster">Origin of the cluster, for example <c>https://cpd.example.com</c>; equal for two containers of one cluster.</param>
/// <param name="Kind">Space or project.</param>
/// <param name="Id">The container's id.</param>
/// <param name="Name">The container's name, for messages.</param>
public sealed record ContainerIdentity(string Cluster, ContainerKind Kind, string Id, string Name)
{
    /// <summary>True when both live on one cluster.</summary>
    public bool IsOnSameClusterAs(ContainerIdentity other) =>
        string.Equals(Cluster.TrimEnd('/'), other.Cluster.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>For example <c>space 'churn_prod_space'</c>.</summary>
    public override string ToString() => $"{(Kind == ContainerKind.Space ? "space" : "project")} '{Name}'";
}
