namespace MlopsCmdlets.Sandbox.State;

internal enum ContainerKind
{
    Space,
    Project,
}
