namespace MlopsCmdlets.Help.Model;

/// <summary>One form of the command: its parameters in the order in which the syntax line shows them.</summary>
internal sealed record ParameterSetHelp(string Name, bool IsDefault, IReadOnlyList<ParameterUse> Parameters)
{
    /// <summary>The engine's name for "belongs to every set".</summary>
    public const string All = "__AllParameterSets";
}
