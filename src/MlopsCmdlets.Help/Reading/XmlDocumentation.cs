using System.Xml.Linq;

namespace MlopsCmdlets.Help.Reading;

/// <summary>The compiler's documentation files, by member id ("T:Namespace.Type", "P:Namespace.Type.Property", …).</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> members = new(StringComparer.Ordinal);

    /// <summary>Reads the files; where two describe the same member, the first counts.</summary>
    public XmlDocumentation(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            foreach (var member in XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member"))
            {
                if ((string?)member.Attribute("name") is { } name) members.TryAdd(name, member);
            }
        }
    }

    public XElement? OfType(Type type) => Find("T:" + DocumentationName(type));

    /// <summary>The comment of a property; <c>&lt;inheritdoc/&gt;</c> is followed to its <c>cref</c> or up the base classes.</summary>
    public XElement? OfProperty(string name, Type declaringType)
    {
        for (var type = declaringType; type is not null; type = type.BaseType)
        {
            var member = Find($"P:{DocumentationName(type)}.{name}");
            for (var hops = 0; member?.Element("inheritdoc")?.Attribute("cref") is { } cref && hops < 8; hops++) member = Find(cref.Value);
            if (member is not null && member.Element("inheritdoc") is null) return member;
        }

        return null;
    }

    private XElement? Find(string id) => members.GetValueOrDefault(id);

    private static string DocumentationName(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (definition.FullName ?? definition.Name).Replace('+', '.');
    }
}
