using System.Xml.Linq;

namespace MlopsCmdlets.Reporting.Html;

/// <summary>Text of our own that is written as it is: a style sheet knows no entities.</summary>
internal sealed class RawText(string text) : XText(text)
{
    /// <inheritdoc/>
    public override void WriteTo(System.Xml.XmlWriter writer) => writer.WriteRaw(Value);
}
