using System.Text;
using MlopsCmdlets.Text;

namespace MlopsCmdlets.Git.Protection;

/// <summary>How a report about a branch's rules is shown. Public only because the view calls it.</summary>
public static class ProtectionView
{
    private const int RuleWidth = 22, StateWidth = 13, Narrowest = 60;

    /// <summary>The branch, and a line for each rule; remarks below it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">Columns of the window.</param>
    public static string Of(ProtectionReport report, int width)
    {
        int usable = Math.Max(Narrowest, width > 0 ? width : 80) - 1;
        var text = new StringBuilder();
        Add(text, $"Branch {SafeText.OneLine(report.Branch)} of {SafeText.OneLine(report.Repository.ToString())}{(report.Changed ? "" : " (nothing to change)")}", 0, usable);
        foreach (ProtectionFinding rule in report.Rules)
        {
            string wanted = rule.Wanted is { } asked && asked != rule.Actual ? $" (wanted {SafeText.OneLine(asked)})" : "";
            Add(text, $"  {rule.Rule.PadRight(RuleWidth)}{rule.State.ToString().PadRight(StateWidth)} {SafeText.OneLine(rule.Actual)}{wanted}", RuleWidth + StateWidth + 3, usable);
            if (rule.Remark is { Length: > 0 } remark)
                Add(text, $"    {SafeText.OneLine(remark)}", 4, usable);
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>A line, broken between words; what follows is indented.</summary>
    private static void Add(StringBuilder text, string line, int indent, int width)
    {
        while (line.Length > width)
        {
            int cut = line.LastIndexOf(' ', width);
            // A word that is too long is cut where the window ends.
            int end = cut > indent ? cut : width;
            text.Append(line.Substring(0, end).TrimEnd()).Append('\n');
            line = new string(' ', indent) + line.Substring(end).TrimStart();
        }

        text.Append(line.TrimEnd()).Append('\n');
    }
}
