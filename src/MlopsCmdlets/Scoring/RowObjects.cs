using System.Linq.Expressions;
using System.Management.Automation;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Objects;
using MlopsCmdlets.Json;

namespace MlopsCmdlets.Scoring;

/// <summary>Makes the objects that are emitted.</summary>
internal static class RowObjects
{
    /// <summary>A row whose columns are properties of its type, for rows of text.</summary>
    /// <param name="kind">Makes rows of its columns.</param>
    /// <param name="row">The row.</param>
    public static RowObject Create(RowKind kind, in ScoredRow row)
    {
        object?[] added = row.Values();
        for (int i = 0; i < added.Length; i++)
            added[i] = Value(added[i]);
        return kind.Create(row.Input, added);
    }

    // PowerShell 7 makes objects of a known size with a quarter less garbage; PowerShell Standard does not show that constructor.
    private static readonly Func<int, PSObject> New = Sized() ?? (_ => new PSObject());

    /// <summary>A copy of the row with the columns that the reply adds.</summary>
    public static PSObject Create(in ScoredRow row)
    {
        IReadOnlyList<string> added = row.Added.Names;
        PSObject copy = Create(row.Input, added.Count);
        PSMemberInfoCollection<PSPropertyInfo> properties = copy.Properties;
        for (int i = 0; i < added.Count; i++)
            properties.Add(new PSNoteProperty(added[i], Value(row.Value(i))), preValidated: true);
        return copy;
    }

    /// <summary>A copy of the row alone.</summary>
    public static PSObject Create(in InputRow row) => Create(row, 0);

    private static PSObject Create(in InputRow row, int more)
    {
        IReadOnlyList<string> names = row.Columns.Names;
        PSObject copy = New(names.Count + more);
        PSMemberInfoCollection<PSPropertyInfo> properties = copy.Properties;
        // Names of one row differ: the check for doubles would cost more than all the rest.
        for (int i = 0; i < names.Count; i++)
            properties.Add(new PSNoteProperty(names[i], Value(row.Values[i])), preValidated: true);
        return copy;
    }

    private static Func<int, PSObject>? Sized()
    {
        if (typeof(PSObject).GetConstructor([typeof(int)]) is not { } constructor)
            return null;
        ParameterExpression size = Expression.Parameter(typeof(int));
        return Expression.Lambda<Func<int, PSObject>>(Expression.New(constructor, size), size).Compile();
    }

    private static object? Value(object? value) => value switch
    {
        JsonElement element => PowerShellJson.Read(element),
        object?[] items when Array.Exists(items, i => i is JsonElement or object?[]) => Array.ConvertAll(items, Value),
        _ => value,
    };
}
