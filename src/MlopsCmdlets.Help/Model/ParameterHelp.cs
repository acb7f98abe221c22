using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Model;

/// <summary>A parameter apart from its use in the parameter sets.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    public required string TypeName { get; init; }

    public required bool IsSwitch { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    /// <summary>Values of an enumeration or of <c>[ValidateSet]</c>; empty when any value goes.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>From <c>&lt;value&gt;</c> or <c>[PSDefaultValue]</c>; null when the code alone knows.</summary>
    public required string? DefaultValue { get; init; }

    public required bool SupportsWildcards { get; init; }

    /// <summary>Added by the engine (WhatIf, Confirm): needs no documentation comment.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The description and, as a last paragraph, the accepted values.</summary>
    public IReadOnlyList<Block> FullDescription => AcceptedValues.Count == 0
        ? Description
        : [.. Description, Block.Paragraph($"Accepted values: {string.Join(", ", AcceptedValues)}.")];
}
