using System.Globalization;
using System.Text;
using MlopsCmdlets.Git.Notebooks;
using MlopsCmdlets.Git.Notebooks.Rendering;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Notebooks;

/// <summary>How a changed cell is shown in a terminal. Public only because the view calls it.</summary>
public static class NotebookView
{
    private const string Reset = "\u001b[0m", Bold = "\u001b[1m", Red = "\u001b[31m", Green = "\u001b[32m", Cyan = "\u001b[36m";
    private const string RedWord = "\u001b[1;4;31m", GreenWord = "\u001b[1;4;32m";
    private const int Narrowest = 40, MostLines = 500;

    /// <summary>A changed cell as lines that fit the window.</summary>
    /// <param name="change">The cell.</param>
    /// <param name="width">Columns of the window.</param>
    /// <param name="colour">Whether the host shows colours.</param>
    public static string Of(NotebookCellChange change, int width, bool colour)
    {
        width = Usable(width);
        var text = new StringBuilder();
        string cell = change.CellBefore is { } before && change.CellAfter is { } after && before != after
            ? $"{before} -> {after}"
            : $"{change.CellAfter ?? change.CellBefore}";
        AddTitle(text, $"Cell {cell}  {change.CellType}  {change.Kind}" + (change.Changes is NotebookParts.None or NotebookParts.Source ? "" : $"  ({change.Changes})"), colour ? Bold + Cyan : "", width);
        AddLines(text, change.Lines, width, colour);
        AddPart(text, "Metadata", change.MetadataLines, width, colour);
        AddPart(text, "Outputs", change.OutputLines, width, colour);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The notebook's own metadata of a comparison, and its counts.</summary>
    public static string Of(NotebookDifference difference, int width, bool colour)
    {
        int usable = Usable(width);
        var text = new StringBuilder();
        AddTitle(text, SafeText.OneLine($"{difference.From} -> {difference.To}: {difference}"), colour ? Bold : "", usable);
        AddPart(text, "Metadata", difference.MetadataLines, usable, colour);
        foreach (NotebookCellChange change in difference.Cells)
            text.Append(Of(change, width, colour)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The last column makes some terminals wrap. A host without a window says 0.</summary>
    private static int Usable(int width) => Math.Max(Narrowest, width > 0 ? width : 80) - 1;

    private static void AddPart(StringBuilder text, string title, IReadOnlyList<NotebookLine> lines, int width, bool colour)
    {
        if (lines.Count == 0)
            return;
        AddTitle(text, $"  {title}", colour ? Cyan : "", width);
        AddLines(text, lines, width, colour);
    }

    private static void AddTitle(StringBuilder text, string title, string style, int width)
    {
        foreach (string row in new Rows(title, width).All)
            text.Append(style).Append(row).Append(style.Length > 0 ? Reset : "").Append('\n');
    }

    private static void AddLines(StringBuilder text, IReadOnlyList<NotebookLine> lines, int width, bool colour)
    {
        int digits = lines.Count == 0 ? 1 : lines.Max(l => Math.Max(l.Before ?? 0, l.After ?? 0)).ToString(CultureInfo.InvariantCulture).Length;
        foreach (NotebookLine line in lines.Take(MostLines))
        {
            if (line.FollowsGap)
                text.Append(' ', digits).Append("  ...\n");
            AddLine(text, line, digits, width, colour);
        }

        string rest = $"  ... {lines.Count - MostLines} more lines\n";
        text.Append(lines.Count > MostLines ? rest : "");
    }

    private static void AddLine(StringBuilder text, NotebookLine line, int digits, int width, bool colour)
    {
        (string mark, string style, string wordStyle) = line.Kind switch
        {
            NotebookLineKind.Added => ("+", Green, GreenWord),
            NotebookLineKind.Removed => ("-", Red, RedWord),
            _ => (" ", "", ""),
        };
        string number = (line.After ?? line.Before ?? 0).ToString(CultureInfo.InvariantCulture).PadLeft(digits);
        var rows = new Rows(width - digits - 3);
        foreach (NotebookWord word in line.Words.Count > 0 ? line.Words : [new NotebookWord(line.Text, Changed: false)])
            rows.Add(SafeText.OneLine(VisibleText.Of(word.Text)), colour && word.Changed ? wordStyle : colour ? style : "");
        string gutter = $"{number} ";
        foreach (string row in rows.All)
        {
            text.Append(gutter).Append(colour ? style : "").Append(mark).Append(' ').Append(row).Append(colour && style.Length > 0 ? Reset : "").Append('\n');
            gutter = new string(' ', digits + 1);
        }
    }
}
