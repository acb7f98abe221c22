using System.Text.RegularExpressions;
using MlopsCmdlets.Reporting.Markdown;

namespace MlopsCmdlets.Tests.Reporting;

/// <summary>The report as Markdown: text of others formats nothing, links nowhere and calls nobody.</summary>
public sealed class MarkdownReportTests
{
    private static readonly string Text = MarkdownReport.Write(ReportSamples.All(), ReportSamples.Frame);

    [Fact]
    public void Text_of_others_stays_text()
    {
        // What is code already is shown as it is.
        string text = Regex.Replace(Text, "`[^`\n]*`", "");
        Assert.DoesNotMatch(@"(?<!\\)<script", text);
        Assert.DoesNotContain("@lead", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", text);
        Assert.DoesNotContain("http://evil", text, StringComparison.Ordinal);
        Assert.DoesNotContain("##vso[", Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Text);
    }

    [Fact]
    public void Every_row_has_as_many_cells_as_its_table()
    {
        int cells = 0;
        foreach (string line in Text.Split('\n'))
        {
            if (!line.StartsWith("|", StringComparison.Ordinal))
            {
                cells = 0;
                continue;
            }

            int here = line.Replace("\\|", "").Count(c => c == '|');
            cells = cells == 0 ? here : cells;
            Assert.True(here == cells, line);
        }
    }

    [Fact]
    public void It_names_the_plan_by_its_whole_hash() => Assert.Contains(ReportSamples.Plan.Hash, Text, StringComparison.Ordinal);
}
