namespace MlopsCmdlets.Git.Repositories.Attributes;

/// <summary>What a line says of one attribute.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="IsSet">Whether it is set and has no value; an attribute that stands for others does so only then.</param>
/// <param name="Value">Its value; null for none, also where the line takes it away.</param>
internal sealed record AttributeState(string Name, bool IsSet, string? Value);
