using System.Reflection;

namespace MlopsCmdlets.Help.Reading;

/// <summary>Attributes as metadata: the types of a <see cref="MetadataLoadContext"/> cannot be instantiated.</summary>
internal static class AttributeReader
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>The attributes of that name (without "Attribute") from PowerShell's namespace.</summary>
    public static IEnumerable<CustomAttributeData> Automations(this MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.FullName == Automation + name + "Attribute");

    public static T? Named<T>(this CustomAttributeData attribute, string name, T? otherwise = default) =>
        attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => (T?)a.TypedValue.Value).DefaultIfEmpty(otherwise).First();

    public static object? NamedValue(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(a => a.MemberName == name).Select(a => a.TypedValue.Value).FirstOrDefault();

    /// <summary>The values of a named argument or of a params argument that is an array.</summary>
    public static IEnumerable<T> Values<T>(this CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> items ? items.Select(i => i.Value).OfType<T>()
        : argument.Value is T single ? [single] : [];
}
