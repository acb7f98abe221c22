using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Containers;

/// <summary>Where things are.</summary>
internal static class ContainerOf
{
    /// <summary>The space or project that a thing is in, or is; null for one of the platform.</summary>
    public static CpdContainer? Thing(CpdResource thing) => thing switch
    {
        CpdSpace space => space.Container,
        CpdProject project => project.Container,
        CpdMember member => member.Container,
        CpdScopedResource { SpaceId: null, ProjectId: null } => null,
        CpdScopedResource scoped => scoped.Container,
        _ => null,
    };
}
