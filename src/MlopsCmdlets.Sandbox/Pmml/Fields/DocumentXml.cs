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
        };
        XElement root;
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            root = XElement.Load(reader, LoadOptions.None);
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
        CheckDepth(root);
        return root;
    }

    public static XElement? Child(this XElement element, string name)
        => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static XElement RequiredChild(this XElement element, string name)
        => element.Child(name) ?? throw new PmmlFormatException($"'{element.Name.LocalName}' has no '{name}'.");

    public static IEnumerable<XElement> Children(this XElement element, string name)
        => element.Elements().Where(e => e.Name.LocalName == name);

    /// <summary>Child elements but Extension, which the standard lets stand anywhere.</summary>
    public static IEnumerable<XElement> Content(this XElement element)
        => element.Elements().Where(e => e.Name.LocalName != "Extension");

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

    private static void CheckDepth(XElement root)
    {
        var depth = 0;
        for (XElement? e = root; e is not null;)
        {
            if (depth > MaxDepth) throw new PmmlFormatException($"Elements are nested more than {MaxDepth} deep.");
            if (e.Elements().FirstOrDefault() is { } child)
            {
                e = child;
                depth++;
                continue;
            }

            while (e is not null && e != root && e.ElementsAfterSelf().FirstOrDefault() is null)
            {
                e = e.Parent;
                depth--;
            }

            e = e is null || e == root ? null : e.ElementsAfterSelf().First();
        }
    }
}
