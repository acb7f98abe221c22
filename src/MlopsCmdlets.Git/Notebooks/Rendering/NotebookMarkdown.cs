using System.Text;

namespace MlopsCmdlets.Git.Notebooks.Rendering;

/// <summary>
/// Differences as Markdown for pull requests. Text of the notebook stands in fenced blocks only; a fence is longer than any row of backticks inside,
/// and no line end other than ours gets into it (https://spec.commonmark.org/0.31.2/#fenced-code-blocks).
/// </summary>
internal static class NotebookMarkdown
{
    private const int LongestLine = 400;
    private const int MostLines = 200;

    public static string Of(NotebookDifference difference, int maxLength)
    {
        var text = new StringBuilder()
            .Append("### ").Append(Code(difference.Path)).Append("\n\n")
            .Append(Code(difference.From)).Append(" → ").Append(Code(difference.To)).Append(": ").Append(Summary(difference)).Append(".\n");
        int left = difference.Cells.Count;
        if (difference.MetadataLines.Count > 0)
        {
            var block = new StringBuilder();
            AddBlock(block, "Metadata of the notebook", difference.MetadataLines);
            text.Append(text.Length + block.Length + Rest(left).Length > maxLength ? "\nWhat changed in the metadata of the notebook is not shown.\n" : block.ToString());
        }

        foreach (NotebookCellChange cell in difference.Cells)
        {
            string section = SectionOf(cell);
            if (text.Length + section.Length + (left > 1 ? Rest(left).Length : 0) > maxLength)
            {
                text.Append(Rest(left));
                break;
            }

            text.Append(section);
            left--;
        }

        return text.ToString();
    }

    /// <summary>How many cells changed in which way.</summary>
    public static string Summary(NotebookDifference difference)
    {
        string[] parts =
        [
            .. Part(difference.Edited, "edited"), .. Part(difference.Added, "added"), .. Part(difference.Removed, "removed"), .. Part(difference.Moved, "moved"),
            .. difference.MetadataLines.Count > 0 ? ["metadata of the notebook changed"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "no differences" : string.Join(", ", parts);
    }

    private static string Rest(int left) => left == 0 ? "" : $"\n{Count(left, "more changed cell")} {(left == 1 ? "is" : "are")} not shown.\n";

    private static string[] Part(int count, string what) => count == 0 ? [] : [$"{Count(count, "cell")} {what}"];

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string SectionOf(NotebookCellChange cell)
    {
        var text = new StringBuilder();
        string place = cell.CellBefore is { } before && cell.CellAfter is { } after && before != after ? $"{before} → {after}" : $"{cell.CellAfter ?? cell.CellBefore}";
        string what = cell.Kind switch { NotebookChangeKind.MovedAndEdited => "moved and edited", var kind => kind.ToString().ToLowerInvariant() };
        text.Append("\n**Cell ").Append(place).Append("** (").Append(cell.CellType.ToString().ToLowerInvariant()).Append("): ").Append(what);
        if ((cell.Changes & NotebookParts.CellType) != NotebookParts.None)
            text.Append(", type changed");
        if ((cell.Changes & NotebookParts.Attachments) != NotebookParts.None)
            text.Append(", attachments changed");
        text.Append('\n');
        if (cell.Lines.Count > 0)
            AddBlock(text, null, cell.Lines);
        if (cell.MetadataLines.Count > 0)
            AddBlock(text, "Metadata", cell.MetadataLines);
        if (cell.OutputLines.Count > 0)
            AddBlock(text, "Outputs", cell.OutputLines);
        return text.ToString();
    }

    private static void AddBlock(StringBuilder text, string? title, IReadOnlyList<NotebookLine> lines)
    {
        var block = new StringBuilder();
        for (int i = 0; i < lines.Count; i++)
        {
            if (i == MostLines)
            {
                block.Append($"@@ {Count(lines.Count - i, "more line")} @@\n");
                break;
            }

            if (lines[i].FollowsGap)
                block.Append("@@ ... @@\n");
            string line = VisibleText.Of(lines[i].ToString());
            block.Append(line.Length > LongestLine ? $"{line.Substring(0, LongestLine)}... ({line.Length - LongestLine} more characters)" : line).Append('\n');
        }

        string content = block.ToString();
        string fence = new('`', Math.Max(3, LongestRun(content) + 1));
        if (title is not null)
            text.Append('\n').Append(title).Append(":\n");
        text.Append('\n').Append(fence).Append("diff\n").Append(content).Append(fence).Append('\n');
    }

    /// <summary>Text of one line as code, whatever is in it.</summary>
    private static string Code(string text)
    {
        string line = VisibleText.Of(text.Replace('\t', ' '));
        string fence = new('`', LongestRun(line) + 1);
        return line.Length == 0 ? "``" : line[0] == '`' || line[line.Length - 1] == '`' ? $"{fence} {line} {fence}" : fence + line + fence;
    }

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
