using System.Xml.Linq;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>Small pieces that all sections are made of.</summary>
internal static class Tag
{
    /// <summary>A section with a heading.</summary>
    public static XElement Section(string heading, params object?[] content) => new("section", new XElement("h2", ReportText.Of(heading)), content);

    /// <summary>A word on a coloured ground. The word says it too, for those who do not see the colour.</summary>
    public static XElement Badge(string word, string tone) => new("span", new XAttribute("class", $"badge {tone}"), ReportText.Of(word));

    /// <summary>A hash or id, short, with the whole of it for a pointer that rests on it.</summary>
    public static object Short(string? id) => id is { Length: > 12 }
        ? new XElement("code", new XAttribute("title", ReportText.Of(id)), ReportText.Of(id.Substring(0, 12)))
        : new XElement("code", ReportText.Of(id));

    /// <summary>A table that becomes cards on a narrow screen: each cell knows its heading.</summary>
    public static XElement Table(string[] headings, IEnumerable<object?[]> rows) => new(
        "div",
        new XAttribute("class", "table"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", headings.Select(heading => new XElement("th", new XAttribute("scope", "col"), heading)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select((cell, i) => new XElement("td", new XAttribute("data-label", headings[i]), cell)))))));

    /// <summary>Names and values.</summary>
    public static XElement Facts(params (string Name, object? Value)[] facts) => new(
        "dl",
        facts.Where(fact => fact.Value is not (null or "")).Select(fact => new object[] { new XElement("dt", fact.Name), new XElement("dd", fact.Value) }));

    /// <summary>A list; nothing for an empty one.</summary>
    public static XElement? List(string cssClass, IEnumerable<string> items)
    {
        XElement[] entries = [.. items.Select(item => new XElement("li", ReportText.Of(item)))];
        return entries.Length == 0 ? null : new XElement("ul", new XAttribute("class", cssClass), entries);
    }
}
