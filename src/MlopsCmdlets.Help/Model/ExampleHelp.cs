using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Model;

/// <summary>An example: title, what is typed (and printed), and what it does.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<Block> Explanation);
