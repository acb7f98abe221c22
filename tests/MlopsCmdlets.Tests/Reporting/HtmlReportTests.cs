using System.Text.RegularExpressions;
using System.Xml.Linq;
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

    [Fact]
    public void What_it_cannot_show_is_an_error_that_says_what_it_can()
    {
        var error = Assert.Throws<ArgumentException>(() => new ReportContent().Add(42));

        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
        Assert.Contains("plans", error.Message, StringComparison.Ordinal);
    }
}
