namespace MlopsCmdlets.Sandbox.State;

/// <summary>A user, group or service in a space or project.</summary>
/// <param name="Id">Uid of a user, number of a group.</param>
/// <param name="Type"><c>user</c>, <c>group</c> or <c>service</c>.</param>
/// <param name="State"><c>active</c> or <c>pending</c>; projects write it in upper case.</param>
/// <param name="UserName">As given to a project; spaces do not keep one.</param>
internal sealed record Member(string Id, ContainerRole Role, string Type, string State, string? UserName, long Sequence)
{
    public string RoleName => Role switch { ContainerRole.Admin => "admin", ContainerRole.Editor => "editor", _ => "viewer" };

    public static ContainerRole? ParseRole(string? text) => text switch
    {
        "admin" => ContainerRole.Admin,
        "editor" => ContainerRole.Editor,
        "viewer" => ContainerRole.Viewer,
        _ => null,
    };
}
