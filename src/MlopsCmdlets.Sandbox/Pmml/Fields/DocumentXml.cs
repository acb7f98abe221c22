using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace MlopsCmdlets.Sandbox.Pmml.Fields;

/// <summary>Safe reading of the XML, and the few lookups that every part of the compiler needs. Namespaces are dropped: files of all 3.x and 4.x versions read alike.</summary>
internal static class DocumentXml
{
    private const long MaxCharacters = 512L * 1024 * 1024;

    /// <summary>The compiler walks nested nodes recursively; no real tree comes near this.</summary>
    private const int MaxDepth = 1000;

    public static XElement Load(Stream stream)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        XElement root;
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            root = Build(reader);
        }
        catch (XmlException e)
        {
            throw new PmmlFormatException($"The content is not well-formed XML: {e.Message}", e);
        }

        if (root.Name.LocalName != "PMML")
            throw new PmmlFormatException($"The root element is '{root.Name.LocalName}', not 'PMML'.");
        var uri = root.Name.NamespaceName;
        if (uri.Length > 0 && !uri.StartsWith("http://www.dmg.org/PMML-", StringComparison.Ordinal))
            throw new PmmlFormatException($"The root element is in the namespace '{uri}', not in one of PMML.");
        return root;
    }

    public static XElement? Child(this XElement element, string name)
        => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static XElement RequiredChild(this XElement element, string name)
        => element.Child(name) ?? throw new PmmlFormatException($"'{element.Name.LocalName}' has no '{name}'.");

    public static IEnumerable<XElement> Children(this XElement element, string name)
        => element.Elements().Where(e => e.Name.LocalName == name);

    public static string? Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value;

    public static string Required(this XElement element, string attribute)
        => element.Text(attribute) ?? throw new PmmlFormatException($"'{element.Name.LocalName}' has no attribute '{attribute}'.");

    public static double? Number(this XElement element, string attribute)
    {
        var text = element.Text(attribute);
        if (text is null) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : throw new PmmlFormatException($"'{element.Name.LocalName}': attribute {attribute}='{text}' is not a number.");
    }

    public static double RequiredNumber(this XElement element, string attribute)
        => element.Number(attribute) ?? throw new PmmlFormatException($"'{element.Name.LocalName}' has no attribute '{attribute}'.");

    /// <summary>
    /// Builds the tree by hand: <see cref="XElement.Load(XmlReader)"/> takes time quadratic in the depth, half a minute for a hostile megabyte.
    /// What only informs people is left out.
    /// </summary>
    private static XElement Build(XmlReader reader)
    {
        XElement? root = null;
        XElement? parent = null;
        reader.MoveToContent();
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName is "Extension" or "ModelStats" or "ModelExplanation" or "ModelVerification":
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    if (reader.Depth > MaxDepth) throw new PmmlFormatException($"Elements are nested more than {MaxDepth} deep.");
                    var empty = reader.IsEmptyElement;
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    while (reader.MoveToNextAttribute())
                        if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns") element.Add(new XAttribute(reader.LocalName, reader.Value));

                    if (parent is null) root = element;
                    else parent.Add(element);
                    if (!empty) parent = element;
                    break;
                case XmlNodeType.EndElement:
                    parent = parent?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    parent?.Add(new XText(reader.Value));
                    break;
            }

            reader.Read();
        }

        return root ?? throw new PmmlFormatException("The document is empty.");
    }
}
