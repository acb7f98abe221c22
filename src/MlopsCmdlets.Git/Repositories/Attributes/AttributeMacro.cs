namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>An attribute that stands for others, <c>[attr]name other -another</c>.</summary>
internal sealed record AttributeMacro(string Name, IReadOnlyList<AttributeState> States);
