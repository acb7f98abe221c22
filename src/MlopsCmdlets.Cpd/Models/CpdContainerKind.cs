namespace MlopsCmdlets.Cpd.Models;

/// <summary>The two places that hold assets.</summary>
public enum CpdContainerKind
{
    Space,
    Project,
}
