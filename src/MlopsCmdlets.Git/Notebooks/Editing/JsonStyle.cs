using System.Text;
using MlopsCmdlets.Git.Notebooks.Reading;

namespace MlopsCmdlets.Git.Notebooks.Editing;

/// <summary>How the JSON of a file is laid out, so that what is added looks like the rest.</summary>
/// <param name="NewLine">The line end; null for a file on one line.</param>
/// <param name="Indent">White space before a cell.</param>
/// <param name="Unit">White space of one level more.</param>
/// <param name="Comma">Between items on one line.</param>
/// <param name="Colon">Between name and value.</param>
internal sealed record JsonStyle(string? NewLine, string Indent, string Unit, string Comma, string Colon)
{
    /// <summary>The style around a cell.</summary>
    public static JsonStyle Of(byte[] bytes, NotebookCell cell)
    {
        string before = WhiteSpaceBefore(bytes, cell.Range.Start);
        string inner = WhiteSpaceAfter(bytes, cell.Range.Start + 1);
        int colon = Array.IndexOf(bytes, (byte)':', cell.Range.Start, cell.Range.Length);
        bool spaced = colon >= 0 && bytes[colon + 1] == (byte)' ';
        int line = inner.LastIndexOf('\n');
        if (line < 0 || before.LastIndexOf('\n') is var lineBefore && lineBefore < 0)
            return new JsonStyle(null, "", "", spaced ? ", " : ",", spaced ? ": " : ":");
        string indent = before.Substring(lineBefore + 1);
        string innerIndent = inner.Substring(line + 1);
        string unit = innerIndent.StartsWith(indent, StringComparison.Ordinal) ? innerIndent.Substring(indent.Length) : " ";
        return new JsonStyle(line > 0 && inner[line - 1] == '\r' ? "\r\n" : "\n", indent, unit, ",", spaced ? ": " : ":");
    }

    /// <summary>Whether a file escapes all characters beyond ASCII: it has such escapes and no such bytes.</summary>
    public static bool IsAsciiOnly(byte[] bytes)
    {
        bool escapes = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80 && i > 2)
                return false;
            if (bytes[i] != (byte)'\\')
                continue;
            int at = i;
            escapes |= bytes[i + 1] == (byte)'u' && JsonText.Unescape(bytes, ref at) >= 0x80;
            i++;
        }

        return escapes;
    }

    /// <summary>What comes between the items of a list or object on some level below the cell.</summary>
    public string Break(int level) => NewLine is null ? "" : NewLine + Indent + string.Concat(Enumerable.Repeat(Unit, level));

    /// <summary>A list or object, its items given as JSON.</summary>
    public string Group(char open, IReadOnlyCollection<string> items, char close, int level)
    {
        if (items.Count == 0)
            return $"{open}{close}";
        string separator = NewLine is null ? Comma : "," + Break(level + 1);
        return new StringBuilder().Append(open).Append(Break(level + 1)).Append(string.Join(separator, items)).Append(Break(level)).Append(close).ToString();
    }

    private static string WhiteSpaceBefore(byte[] bytes, int end)
    {
        int start = end;
        while (start > 0 && IsWhiteSpace(bytes[start - 1]))
            start--;
        return Encoding.ASCII.GetString(bytes, start, end - start);
    }

    private static string WhiteSpaceAfter(byte[] bytes, int start)
    {
        int end = start;
        while (end < bytes.Length && IsWhiteSpace(bytes[end]))
            end++;
        return Encoding.ASCII.GetString(bytes, start, end - start);
    }

    private static bool IsWhiteSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
