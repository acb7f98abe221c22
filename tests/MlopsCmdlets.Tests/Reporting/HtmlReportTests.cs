using System.Text.RegularExpressions;
using System.Xml.Linq;
using MlopsCmdlets.Measuring;
using MlopsCmdlets.Metrics.Drift;
using MlopsCmdlets.Metrics.Fairness;
using MlopsCmdlets.Promotion.Applying;
using MlopsCmdlets.Promotion.Records;
using MlopsCmdlets.Reporting;
using MlopsCmdlets.Reporting.Html;

namespace MlopsCmdlets.Tests.Reporting;

/// <summary>The report as a page: whole, harmless, and without anything to load.</summary>
public sealed class HtmlReportTests
{
    private static readonly string Page = HtmlReport.Write(ReportSamples.All(), ReportSamples.Frame);

    [Fact]
    public void Text_of_others_stays_text()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("##vso[", Page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', Page);
        Assert.Contains("&lt;script&gt;", Page, StringComparison.Ordinal);
        // A lone surrogate cannot be written as UTF-8.
        Assert.DoesNotContain('\ud800', Page);
    }

    [Fact]
    public void It_loads_nothing()
    {
        Assert.Empty(Regex.Matches(Page, @"\b(?:src|href|action|xlink:href)\s*=|url\((?!#)|@import", RegexOptions.IgnoreCase));
        Assert.Contains("default-src 'none'", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_one_tree_with_ids_that_are_used_once()
    {
        string tree = Regex.Replace(Page.Substring(Page.IndexOf("<html", StringComparison.Ordinal)), "<meta ([^>]*?)/?>", "<meta $1/>");

        XElement page = XElement.Parse(Regex.Replace(tree, "<style>.*?</style>", "", RegexOptions.Singleline));

        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, page.Descendants().Count(e => e.Name.LocalName == "svg"));
    }

    [Fact]
    public void It_says_what_stops_the_promotion_first()
    {
        Assert.Contains("1 of 1 gates stop it", Page, StringComparison.Ordinal);
        Assert.Contains(">Update<", Page, StringComparison.Ordinal);
        Assert.Contains("production", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_have_the_colours_of_the_page_and_words_for_those_who_do_not_see_them()
    {
        Assert.Contains("stroke:var(--accent)", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"rgb\((?:1,2,3|4,5,6|7,8,9|10,11,12)\)", Page);
        Assert.Contains("aria-label=\"ROC curve, area 0.7500\"", Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456789012345678901234 \U0001F600 behind")]
    [InlineData("12345678901234567890123456\U0001F600 behind")]
    [InlineData("never a character: \uFFFF\uFFFE")]
    [InlineData("")]
    public void A_chart_is_drawn_whatever_its_columns_are_called(string name)
    {
        string page = HtmlReport.Write(Drifted([new ColumnDrift(name, 0.1, 0.1, 0.2, null)]), ReportSamples.Frame);

        Assert.Single(Regex.Matches(page, "<svg"));
        Assert.DoesNotContain('\uFFFF', page);
        Assert.Contains("0.200<", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_there_is_not_is_not_drawn_as_nothing()
    {
        string page = HtmlReport.Write(Drifted([new ColumnDrift("AGE", null, null, null, "There are no rows on both sides."), new ColumnDrift("SEX", 0.1, 0.1, 0.2, null)]), ReportSamples.Frame);

        Assert.Contains("0.200<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0.000<", page, StringComparison.Ordinal);
        Assert.Contains("AGE: none", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_without_a_feature_on_both_sides_has_no_chart() =>
        Assert.DoesNotContain("<svg", HtmlReport.Write(Drifted([]), ReportSamples.Frame), StringComparison.Ordinal);

    [Fact]
    public void A_warning_of_drift_or_fairness_stands_there_once()
    {
        MlopsMeasurement measurement = ReportSamples.Measurement with
        {
            Quality = null,
            Warnings = ["fairness is doubtful", "drift is doubtful"],
            Fairness = new FairnessMeasurement([], [], ["fairness is doubtful"]),
            Drift = new DriftMeasurement([], [], null, [], 4, ["drift is doubtful"]),
        };
        var content = new ReportContent();
        content.Add(measurement);

        string page = HtmlReport.Write(content, ReportSamples.Frame);

        Assert.Single(Regex.Matches(page, "fairness is doubtful"));
        Assert.Single(Regex.Matches(page, "drift is doubtful"));
    }

    [Fact]
    public void A_gate_that_is_given_and_in_a_result_counts_once()
    {
        var content = new ReportContent();
        content.Add(new object[] { ReportSamples.Gate, ReportSamples.Gate });

        Assert.Contains("1 of 1 gates stop it", HtmlReport.Write(content, ReportSamples.Frame), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_plan_and_entry_is_not_called_gates()
    {
        var content = new ReportContent();
        content.Add(new PromotionResult { Outcome = PromotionOutcome.Failed });

        Assert.Equal("Promotion", ReportTitle.Of(content));
    }

    private static ReportContent Drifted(IReadOnlyList<ColumnDrift> features)
    {
        var content = new ReportContent();
        content.Add(new MlopsMeasurement { Rows = 4, Drift = new DriftMeasurement([], features, null, [], 4, []) });
        return content;
    }

    [Fact]
    public void What_it_cannot_show_is_an_error_that_says_what_it_can()
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportContent().Add(42));

        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
        Assert.Contains("plans", error.Message, StringComparison.Ordinal);
    }
}
