namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>What holds assets.</summary>
public enum ContainerKind
{
    /// <summary>A deployment space.</summary>
    Space,

    /// <summary>An analytics project.</summary>
    Project,
}
