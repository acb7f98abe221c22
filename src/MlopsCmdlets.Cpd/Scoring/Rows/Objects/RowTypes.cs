using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace MlopsCmdlets.Cpd.Scoring.Rows.Objects;

/// <summary>
/// Makes the types of scored rows: one for each set of columns, with a property for each column. PowerShell reads properties of a type faster than
/// those that it keeps with each object, and the object is a fraction of the size. Safe for concurrent use.
/// </summary>
public sealed class RowTypes
{
    private const string TypeName = "MlopsCmdlets.ScoredRow";
    private const int LongestName = 500;

    private static readonly MethodInfo Get = Inherited("GetCell");
    private static readonly MethodInfo Set = Inherited("SetCell");

    private readonly Dictionary<string, RowKind> _known = new(StringComparer.Ordinal);
    private readonly int _limit;

    /// <param name="limit">How many types are made at most; the runtime does not forget them.</param>
    public RowTypes(int limit) => _limit = limit;

    /// <summary>Those of this process: a type is as good for any session or runspace.</summary>
    public static RowTypes Shared { get; } = new(limit: 500);

    /// <summary>What makes rows of these columns.</summary>
    /// <param name="names">Names that differ in more than their case.</param>
    /// <returns>Null if there are too many types already, or a name is not fit for a property; then the row needs another form.</returns>
    public RowKind? Find(IReadOnlyList<string> names)
    {
        if (!names.All(IsFit))
            return null;
        string key = string.Concat(names.Select(n => n.Length.ToString(CultureInfo.InvariantCulture) + ":" + n));
        lock (_known)
        {
            if (!_known.TryGetValue(key, out RowKind? kind) && _known.Count < _limit)
                _known[key] = kind = new RowKind(((RowObject)Activator.CreateInstance(Make(names))!).With([.. names]));
            return kind;
        }
    }

    // Half a surrogate pair and the end of a C string do not survive in metadata.
    private static bool IsFit(string name) => name.Length is > 0 and <= LongestName && !name.Any(c => c == '\0' || char.IsSurrogate(c));

    private static Type Make(IReadOnlyList<string> names)
    {
        // An assembly for each, so that all types have the one name that users see.
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("MlopsCmdlets.ScoredRows"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("MlopsCmdlets.ScoredRows")
            .DefineType(TypeName, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, typeof(RowObject));
        ConstructorBuilder constructor = type.DefineDefaultConstructor(MethodAttributes.Public);
        MethodBuilder creator = type.DefineMethod("New", MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(RowObject), Type.EmptyTypes);
        ILGenerator code = creator.GetILGenerator();
        code.Emit(OpCodes.Newobj, constructor);
        code.Emit(OpCodes.Ret);
        for (int i = 0; i < names.Count; i++)
        {
            PropertyBuilder property = type.DefineProperty(names[i], PropertyAttributes.None, typeof(object), null);
            property.SetGetMethod(Accessor(type, "get_" + names[i], i, Get));
            property.SetSetMethod(Accessor(type, "set_" + names[i], i, Set));
        }

        return type.CreateTypeInfo()!;
    }

    /// <summary>A method that hands its column's number, and the value if there is one, to an inherited method.</summary>
    private static MethodBuilder Accessor(TypeBuilder type, string name, int column, MethodInfo inherited)
    {
        bool sets = inherited == Set;
        MethodBuilder method = type.DefineMethod(
            name,
            MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig,
            sets ? typeof(void) : typeof(object),
            sets ? [typeof(object)] : Type.EmptyTypes);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, column);
        if (sets)
            code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Call, inherited);
        code.Emit(OpCodes.Ret);
        return method;
    }

    private static MethodInfo Inherited(string name) => typeof(RowObject).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
