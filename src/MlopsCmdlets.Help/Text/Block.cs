namespace MlopsCmdlets.Help.Text;

/// <summary>A paragraph, one item of a list, or a block of code (whose only run holds its lines).</summary>
internal sealed record Block(BlockKind Kind, IReadOnlyList<Inline> Runs)
{
    public string PlainText => string.Concat(Runs.Select(r => r.Text));

    public static Block Paragraph(string text) => new(BlockKind.Paragraph, [new Inline(InlineKind.Text, text)]);
}
