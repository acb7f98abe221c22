namespace MlopsCmdlets.Help.Text;

internal enum InlineKind
{
    Text,
    Code,
    Emphasis,
    Cmdlet,
    Link,
}
