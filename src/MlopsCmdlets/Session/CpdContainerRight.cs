namespace MlopsCmdlets.Session;

/// <summary>The caller's role in a space or project.</summary>
/// <param name="Name">Name of the container.</param>
/// <param name="Kind">Space or Project.</param>
/// <param name="Id">Its id.</param>
/// <param name="Role">Viewer, Editor or Admin; Unknown when it comes through a group that the caller cannot look into; None.</param>
/// <param name="IsProduction">Whether it is a production space.</param>
public sealed record CpdContainerRight(string Name, string Kind, string Id, string Role, bool IsProduction)
{
    /// <summary>Whether exports, imports and changes are allowed.</summary>
    public bool CanEdit => Role is "Editor" or "Admin";

    /// <summary>Name and role.</summary>
    public override string ToString() => $"{Name}: {Role}";
}
