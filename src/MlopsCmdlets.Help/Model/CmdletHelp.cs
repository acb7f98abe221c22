using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Model;

/// <summary>All that help says about one cmdlet, as read; a missing text is empty.</summary>
internal sealed record CmdletHelp
{
    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public string Name => Verb + "-" + Noun;

    /// <summary>Heading in the index: the last part of the class's namespace, or the noun when the class is in the root namespace.</summary>
    public required string Family { get; init; }

    public required string ClassName { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    /// <summary>In declaration order, the default set first; never empty.</summary>
    public required IReadOnlyList<ParameterSetHelp> ParameterSets { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required IReadOnlyList<Inline> Links { get; init; }
}
