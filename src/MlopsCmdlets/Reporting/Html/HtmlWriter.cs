using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>Writes a tree of elements as HTML. The XML writer escapes; only what HTML does otherwise is seen to here.</summary>
internal static class HtmlWriter
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br", "hr", "img", "col", "wbr" };

    public static string Write(XElement page)
    {
        // An empty element would be written as <td/>, which HTML reads as an opening tag; elements of SVG are closed either way.
        foreach (XElement element in page.DescendantsAndSelf().Where(e => e.IsEmpty && !Void.Contains(e.Name.LocalName)))
            element.Value = "";
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false, ConformanceLevel = ConformanceLevel.Fragment }))
            page.WriteTo(writer);
        return text.Append('\n').ToString();
    }
}
