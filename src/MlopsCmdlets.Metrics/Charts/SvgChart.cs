using System.Globalization;
using System.Xml.Linq;
using OxyPlot;

namespace MlopsCmdlets.Metrics.Charts;

/// <summary>Draws a plot as SVG that fits the page: its width, its colours, and a description for those who do not see it.</summary>
internal static class SvgChart
{
    /// <summary>Draws.</summary>
    /// <param name="model">The plot.</param>
    /// <param name="number">Its number on the page.</param>
    /// <param name="title">What stands above it.</param>
    /// <param name="remark">What stands behind the title.</param>
    /// <param name="description">What it shows, with the figures that matter.</param>
    /// <param name="width">Width in units of the drawing.</param>
    /// <param name="height">Height in the same units.</param>
    public static XElement Draw(PlotModel model, int number, string title, string remark, string description, double width, double height)
    {
        var exporter = new SvgExporter { Width = width, Height = height, IsDocument = true, UseVerticalTextAlignmentWorkaround = true };
        XElement svg = XElement.Parse(WithVariables(exporter.ExportToString(model)));
        XNamespace ns = svg.Name.Namespace;
        MakeIdsUnique(svg, number);
        svg.SetAttributeValue("viewBox", string.Format(CultureInfo.InvariantCulture, "0 0 {0} {1}", width, height));
        svg.SetAttributeValue("width", null);
        svg.SetAttributeValue("height", null);
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-label", description);
        svg.AddFirst(new XElement(ns + "title", description));
        // The library measures text for a font that the reader may not have; the caption is the page's own.
        return new XElement("figure", new XElement("figcaption", new XElement("strong", title), " ", new XElement("span", new XAttribute("class", "muted"), remark)), svg);
    }

    private static string WithVariables(string svg)
    {
        foreach ((string written, string variable) in ChartColors.Variables)
            svg = svg.Replace(written, variable);
        return svg;
    }

    private static void MakeIdsUnique(XElement svg, int number)
    {
        string prefix = "c" + number.ToString(CultureInfo.InvariantCulture) + "-";
        foreach (XElement element in svg.Descendants())
        {
            if (element.Attribute("id") is { } id)
                id.Value = prefix + id.Value;
            if (element.Attribute("clip-path") is { } clip)
                clip.Value = clip.Value.Replace("url(#", "url(#" + prefix);
        }
    }
}
