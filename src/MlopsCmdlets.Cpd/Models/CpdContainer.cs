namespace MlopsCmdlets.Cpd.Models;

/// <summary>A space or a project as the scope of a call. <paramref name="Name"/> is for messages only and may repeat the id.</summary>
public sealed record CpdContainer(CpdContainerKind Kind, string Id, string Name)
{
    public static CpdContainer Space(string id, string? name = null) => new(CpdContainerKind.Space, id, name ?? id);

    public static CpdContainer Project(string id, string? name = null) => new(CpdContainerKind.Project, id, name ?? id);

    /// <summary>What the two ids of a thing say, of which one is set; null if neither is. The session knows names.</summary>
    internal static CpdContainer? Of(string? spaceId, string? projectId, CpdSession? session) =>
        spaceId is not null ? Space(spaceId, session?.NameOf(spaceId))
        : projectId is not null ? Project(projectId, session?.NameOf(projectId))
        : null;

    /// <summary>The id if this is a space, else null.</summary>
    public string? SpaceId => Kind == CpdContainerKind.Space ? Id : null;

    /// <summary>The id if this is a project, else null.</summary>
    public string? ProjectId => Kind == CpdContainerKind.Project ? Id : null;

    /// <summary>The query parameter and body field that names the container.</summary>
    internal string ParameterName => Kind == CpdContainerKind.Space ? "space_id" : "project_id";

    public override string ToString() => Kind == CpdContainerKind.Space ? $"space '{Name}'" : $"project '{Name}'";
}
