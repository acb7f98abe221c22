using System.Text;

namespace MlopsCmdlets.Reporting.Markdown;

/// <summary>Text of others inside Markdown: it must not format, link, mention anybody, or end a table's row.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>#|~&";

    /// <summary>Escaped, on one line.</summary>
    public static string Of(string? text)
    {
        var result = new StringBuilder();
        // Hosts make links of bare addresses too.
        foreach (char c in ReportText.Of(text).Replace("://", ":\u200b//").Replace("www.", "www\u200b."))
        {
            if (c is '@')
                result.Append("@\u200b"); // a host would tell the person of that name
            else if (Special.IndexOf(c) >= 0)
                result.Append('\\').Append(c);
            else
                result.Append(c);
        }

        return result.ToString();
    }

    /// <summary>As code; a backtick in it cannot end it.</summary>
    public static string Code(string? text)
    {
        // A backslash before a bar would be taken for the one that keeps the bar from ending the cell.
        string safe = ReportText.Of(text).Replace('`', '\u02cb').Replace("\\|", "\\\u200b|").Replace("|", "\\|");
        return safe.Length == 0 ? "" : $"`{safe}`";
    }
}
