namespace MlopsCmdlets.Help.Text;

internal enum BlockKind
{
    Paragraph,
    Bullet,
    Numbered,
    Code,
}
