using System.Reflection;
using System.Xml.Linq;
using MlopsCmdlets.Help.Model;
using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Reading;

/// <summary>Reads the cmdlets of a compiled module and their documentation comments. No code of the module runs.</summary>
internal static class CmdletReader
{
    /// <summary>The cmdlets by name, in ordinal order.</summary>
    /// <exception cref="FileNotFoundException">An assembly that the module refers to is in none of the folders.</exception>
    public static IReadOnlyList<CmdletHelp> Read(string assemblyFile, IReadOnlyList<string> documentationFiles, IEnumerable<string> referenceFolders)
    {
        var file = Path.GetFullPath(assemblyFile);
        using var context = new MetadataLoadContext(new ModuleAssemblyResolver([Path.GetDirectoryName(file)!, .. referenceFolders]));
        var assembly = context.LoadFromAssemblyPath(file);
        var cmdlets = assembly.GetTypes()
            .Where(t => t is { IsPublic: true, IsAbstract: false })
            .Select(t => (Type: t, Attribute: t.Automations("Cmdlet").FirstOrDefault()))
            .Where(c => c.Attribute is not null)
            .OrderBy(c => NameOf(c.Attribute!), StringComparer.Ordinal)
            .ToList();

        var names = cmdlets.ToDictionary(c => "T:" + c.Type.FullName, c => NameOf(c.Attribute!), StringComparer.Ordinal);
        var documentation = new XmlDocumentation(documentationFiles);
        var text = new DocReader(names);
        return [.. cmdlets.Select(c => ReadCmdlet(c.Type, c.Attribute!, documentation, text))];
    }

    private static CmdletHelp ReadCmdlet(Type type, CustomAttributeData attribute, XmlDocumentation documentation, DocReader text)
    {
        var comment = documentation.OfType(type);
        var reader = new ParameterReader(documentation, text);
        var properties = ParameterReader.Properties(type);
        var parameters = properties.ToDictionary(p => p.Name, reader.Read, StringComparer.Ordinal);
        IReadOnlyList<ParameterHelp> automatic = attribute.Named<bool>("SupportsShouldProcess") ? [WhatIf, Confirm] : [];
        var defaultSet = attribute.Named<string>("DefaultParameterSetName");
        return new CmdletHelp
        {
            Verb = (string)attribute.ConstructorArguments[0].Value!,
            Noun = (string)attribute.ConstructorArguments[1].Value!,
            Family = Family(type, attribute),
            ClassName = type.FullName!,
            Aliases = [.. type.Automations("Alias").SelectMany(a => a.ConstructorArguments[0].Values<string>())],
            Synopsis = text.ReadLine(comment?.Element("summary")),
            Description = text.Read(comment?.Element("remarks")),
            ParameterSets = ParameterReader.ReadSets(properties, parameters, defaultSet, automatic),
            Parameters = [.. parameters.Values.OrderBy(p => p.Name, StringComparer.Ordinal), .. automatic],
            Inputs = [.. Inputs(properties, parameters)],
            Outputs = [.. Outputs(type, comment, documentation, text)],
            Examples = [.. comment?.Elements("example").Select((e, i) => ReadExample(e, i, text)) ?? []],
            Links = [.. comment?.Elements("seealso").Select(e => ReadLink(e, text)) ?? []],
        };
    }

    private static string NameOf(CustomAttributeData cmdlet) => $"{cmdlet.ConstructorArguments[0].Value}-{cmdlet.ConstructorArguments[1].Value}";

    private static string Family(Type type, CustomAttributeData attribute)
    {
        var space = type.Namespace ?? "";
        var root = type.Assembly.GetName().Name + ".";
        return space.StartsWith(root, StringComparison.Ordinal) ? space[root.Length..] : (string)attribute.ConstructorArguments[1].Value!;
    }

    private static IEnumerable<TypeHelp> Inputs(IEnumerable<PropertyInfo> properties, Dictionary<string, ParameterHelp> parameters) =>
        properties
            .Where(p => p.Automations("Parameter").Any(a => a.Named<bool>("ValueFromPipeline")))
            .Select(p => new TypeHelp(TypeNames.Full(p.PropertyType), parameters[p.Name].Description))
            .DistinctBy(t => t.FullName, StringComparer.Ordinal);

    private static IEnumerable<TypeHelp> Outputs(Type type, XElement? comment, XmlDocumentation documentation, DocReader text)
    {
        var returns = text.Read(comment?.Element("returns"));
        foreach (var argument in type.Automations("OutputType").SelectMany(a => a.ConstructorArguments))
        {
            foreach (var name in argument.Values<string>()) yield return new TypeHelp(name, returns);
            foreach (var output in argument.Values<Type>())
            {
                var description = returns.Count > 0 ? returns : text.Read(documentation.OfType(output)?.Element("summary"));
                yield return new TypeHelp(TypeNames.Full(output), description);
            }
        }
    }

    private static ExampleHelp ReadExample(XElement example, int index, DocReader text)
    {
        var title = text.ReadLine(example.Element("summary"));
        var code = string.Join('\n', example.Elements("code").Select(DocReader.ReadCode));
        var rest = new XElement(example);
        rest.Elements().Where(e => e.Name.LocalName is "summary" or "code").Remove();
        return new ExampleHelp(title.Length > 0 ? title : $"Example {index + 1}", code, text.Read(rest));
    }

    private static Inline ReadLink(XElement link, DocReader text)
    {
        if ((string?)link.Attribute("href") is not { } href) return text.ReadReference((string?)link.Attribute("cref") ?? "");
        var name = text.ReadLine(link);
        return new Inline(InlineKind.Link, name.Length > 0 ? name : href, href);
    }

    private static ParameterHelp WhatIf => Automatic("WhatIf", "wi", "Shows what the command would do, and does not do it.");

    private static ParameterHelp Confirm => Automatic("Confirm", "cf", "Asks before the command changes anything.");

    private static ParameterHelp Automatic(string name, string alias, string description) => new()
    {
        Name = name,
        TypeName = "SwitchParameter",
        IsSwitch = true,
        Aliases = [alias],
        Description = [Block.Paragraph(description)],
        AcceptedValues = [],
        DefaultValue = "False",
        SupportsWildcards = false,
        IsAutomatic = true,
    };
}
