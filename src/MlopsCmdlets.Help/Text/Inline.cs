namespace MlopsCmdlets.Help.Text;

/// <summary>A run of text inside a paragraph. <c>Target</c> is the address of a link, otherwise null.</summary>
internal sealed record Inline(InlineKind Kind, string Text, string? Target = null);
