using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Model;

/// <summary>A type that a cmdlet takes from or writes to the pipeline.</summary>
internal sealed record TypeHelp(string FullName, IReadOnlyList<Block> Description);
