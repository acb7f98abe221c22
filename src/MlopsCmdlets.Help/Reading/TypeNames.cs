namespace MlopsCmdlets.Help.Reading;

/// <summary>Type names as PowerShell's help shows them.</summary>
internal static class TypeNames
{
    /// <summary>Without namespace: "String[]", "Int32" for a nullable integer, "IDictionary[String,Object]".</summary>
    public static string Short(Type type)
    {
        if (type.IsArray) return Short(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        var arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition().FullName == "System.Nullable`1") return Short(arguments[0]);
        return $"{type.Name.Split('`')[0]}[{string.Join(',', arguments.Select(Short))}]";
    }

    /// <summary>With namespace, for inputs and outputs.</summary>
    public static string Full(Type type)
    {
        if (type.IsArray) return Full(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.FullName ?? type.Name;
        return $"{type.Namespace}.{type.Name.Split('`')[0]}[{string.Join(',', type.GetGenericArguments().Select(Full))}]";
    }

    /// <summary>The enumeration behind a parameter type (itself, element of an array, nullable), or null.</summary>
    public static Type? Enumeration(Type type)
    {
        if (type.IsArray) return Enumeration(type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1") return Enumeration(type.GetGenericArguments()[0]);
        return type.IsEnum ? type : null;
    }
}
