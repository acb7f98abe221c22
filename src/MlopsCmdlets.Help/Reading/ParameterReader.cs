using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using MlopsCmdlets.Help.Model;
using MlopsCmdlets.Help.Text;

namespace MlopsCmdlets.Help.Reading;

/// <summary>Reads the parameters and parameter sets of one cmdlet class.</summary>
internal sealed class ParameterReader(XmlDocumentation documentation, DocReader text)
{
    /// <summary>The properties that are parameters, those of the class before those of its bases, each in source order.</summary>
    public static IReadOnlyList<PropertyInfo> Properties(Type cmdlet)
    {
        var result = new List<PropertyInfo>();
        for (var type = cmdlet; type is not null; type = type.BaseType)
        {
            var declared = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => p.Automations("Parameter").Any(a => !a.Named<bool>("DontShow")))
                .OrderBy(p => p.MetadataToken);
            foreach (var property in declared)
            {
                if (!result.Exists(p => p.Name == property.Name)) result.Add(property);
            }
        }

        return result;
    }

    public ParameterHelp Read(PropertyInfo property)
    {
        var comment = documentation.OfProperty(property.Name, property.DeclaringType!);
        var description = text.Read(comment?.Element("summary"));
        if (description.Count == 0 && HelpMessage(property) is { } message) description = [Block.Paragraph(message)];
        description = [.. description, .. text.Read(comment?.Element("remarks")), .. Range(property)];
        var isSwitch = property.PropertyType.FullName == "System.Management.Automation.SwitchParameter";
        return new ParameterHelp
        {
            Name = property.Name,
            TypeName = TypeNames.Short(property.PropertyType),
            IsSwitch = isSwitch,
            Aliases = [.. property.Automations("Alias").SelectMany(a => a.ConstructorArguments[0].Values<string>())],
            Description = description,
            AcceptedValues = [.. AcceptedValues(property)],
            DefaultValue = Default(property, comment) ?? (isSwitch ? "False" : null),
            SupportsWildcards = property.Automations("SupportsWildcards").Any(),
        };
    }

    public static IReadOnlyList<ParameterSetHelp> ReadSets(
        IReadOnlyList<PropertyInfo> properties, IReadOnlyDictionary<string, ParameterHelp> parameters, string? defaultSet, IReadOnlyList<ParameterHelp> automatic)
    {
        var uses = properties
            .SelectMany(p => p.Automations("Parameter").Select(a => (Set: a.Named("ParameterSetName", ParameterSetHelp.All)!, Use: ReadUse(parameters[p.Name], a))))
            .ToList();
        var names = uses.Select(u => u.Set).Where(s => s != ParameterSetHelp.All).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 0) names.Add(defaultSet ?? ParameterSetHelp.All);
        else if (defaultSet is not null && !names.Contains(defaultSet, StringComparer.OrdinalIgnoreCase)) names.Insert(0, defaultSet);
        return
        [
            .. names.Select(name => new ParameterSetHelp(
                    name,
                    names.Count == 1 || string.Equals(name, defaultSet, StringComparison.OrdinalIgnoreCase),
                    InSyntaxOrder(uses.Where(u => u.Set == ParameterSetHelp.All || string.Equals(u.Set, name, StringComparison.OrdinalIgnoreCase)).Select(u => u.Use), automatic)))
                .OrderBy(s => !s.IsDefault),
        ];
    }

    private static List<ParameterUse> InSyntaxOrder(IEnumerable<ParameterUse> uses, IReadOnlyList<ParameterHelp> automatic) =>
    [
        .. uses.OrderBy(u => u.Position ?? int.MaxValue).ThenBy(u => !u.Mandatory),
        .. automatic.Select(p => new ParameterUse(p, false, null, false, false, false)),
    ];

    private static ParameterUse ReadUse(ParameterHelp parameter, CustomAttributeData attribute)
    {
        var position = attribute.Named("Position", int.MinValue);
        return new ParameterUse(
            parameter,
            attribute.Named<bool>("Mandatory"),
            position == int.MinValue ? null : position,
            attribute.Named<bool>("ValueFromPipeline"),
            attribute.Named<bool>("ValueFromPipelineByPropertyName"),
            attribute.Named<bool>("ValueFromRemainingArguments"));
    }

    private static string? HelpMessage(PropertyInfo property) =>
        property.Automations("Parameter").Select(a => a.Named<string>("HelpMessage")).FirstOrDefault(m => !string.IsNullOrWhiteSpace(m));

    private static IEnumerable<string> AcceptedValues(PropertyInfo property)
    {
        var set = property.Automations("ValidateSet").FirstOrDefault();
        if (set is not null) return set.ConstructorArguments.SelectMany(a => a.Values<string>());
        return TypeNames.Enumeration(property.PropertyType)?.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name) ?? [];
    }

    private static IEnumerable<Block> Range(PropertyInfo property) => property.Automations("ValidateRange")
        .Where(a => a.ConstructorArguments.Count == 2)
        .Select(a => Block.Paragraph($"Range: {Invariant(a.ConstructorArguments[0].Value)} to {Invariant(a.ConstructorArguments[1].Value)}."));

    private string? Default(PropertyInfo property, XElement? comment)
    {
        var value = text.ReadLine(comment?.Element("value"));
        if (value.Length > 0) return value;
        var attribute = property.Automations("PSDefaultValue").FirstOrDefault();
        return attribute is null ? null : attribute.Named<string>("Help") ?? Invariant(attribute.NamedValue("Value"));
    }

    private static string? Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}
