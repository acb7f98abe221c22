namespace MlopsCmdlets.Sandbox.State;

/// <summary>What a member may do; a greater role includes the lesser ones.</summary>
internal enum ContainerRole
{
    None,
    Viewer,
    Editor,
    Admin,
}
