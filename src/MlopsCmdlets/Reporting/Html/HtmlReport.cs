using System.Xml.Linq;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>The report as one HTML page that loads nothing.</summary>
internal static class HtmlReport
{
    public static string Write(ReportContent content, ReportFrame frame)
    {
        var charts = new ChartNumbers();
        var body = new List<object>
        {
            new XElement("header", new XElement("h1", frame.Title), Summary.Of(content)),
        };
        body.AddRange(content.Results.Select(ResultSection.Of));
        body.AddRange(content.Plans.Select(PlanSection.Of));
        if (content.Gates.Count > 0)
            body.Add(GateSection.Of(content.Gates));
        body.AddRange(content.Measurements.Select(measurement => MeasurementSection.Of(measurement, charts)));
        if (content.Entries.Count > 0)
            body.Add(TimelineSection.Of(content.Entries));
        body.Add(new XElement("footer", frame.Footer));

        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                // Says to the browser what is true anyway: nothing is fetched, no script runs.
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", frame.Title),
                new XElement("style", new RawText(Style.Text))),
            new XElement("body", new XElement("main", body)));
        return HtmlWriter.Write(page);
    }
}
