using System.Text.RegularExpressions;
using MlopsCmdlets.Reporting;
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

    [Fact]
    public void Warnings_of_a_measurement_are_told() =>
        Assert.Contains("\n- ⚠️ " + MarkdownText.Of(ReportSamples.Measurement.Warnings[0]) + "\n", Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(10, false)]
    [InlineData(13, true)]
    public void A_timeline_that_is_cut_says_so(int count, bool isCut)
    {
        var content = new ReportContent();
        content.Add(Enumerable.Range(1, count).Select(i => (object)(ReportSamples.Entry with { Sequence = i, Hash = i.ToString("D64", System.Globalization.CultureInfo.InvariantCulture) })).ToArray());
        Assert.Equal(isCut, MarkdownReport.Write(content, ReportSamples.Frame).Contains("And 3 earlier.", StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_addresses_without_a_scheme_nor_entities_nor_a_backslash_before_a_bar_mean_anything()
    {
        Assert.DoesNotContain("www.example", MarkdownText.Of("see www.example.org"), StringComparison.Ordinal);
        Assert.Equal("\\&lt;b", MarkdownText.Of("&lt;b"));
        Assert.Equal("`a\\\u200b\\|b`", MarkdownText.Code("a\\|b"));
    }
}
