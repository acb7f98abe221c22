namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A software specification of a cluster.</summary>
/// <param name="Id">Its id; the same on every cluster for those that come with the product.</param>
/// <param name="Name">Its name.</param>
/// <param name="LifeCycle"><c>supported</c>, <c>deprecated</c>, <c>constricted</c>, <c>retired</c> or <c>unsupported</c>.</param>
/// <param name="Replacement">Name of the one to use instead; null when the cluster names none.</param>
public sealed record PlatformSpecification(string Id, string Name, string LifeCycle, string? Replacement)
{
    /// <summary>New deployments may use it.</summary>
    public bool IsUsable => LifeCycle is "supported" or "deprecated";
}
