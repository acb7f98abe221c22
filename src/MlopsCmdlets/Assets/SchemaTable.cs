using System.Collections;
using System.Globalization;
using MlopsCmdlets.Cpd.Models;

namespace MlopsCmdlets.Assets;

/// <summary>Columns given as a table of names and types.</summary>
internal static class SchemaTable
{
    /// <summary>Order is kept for <c>[ordered]</c> tables.</summary>
    public static IReadOnlyList<CpdSchemaField>? Of(IDictionary? table) => table is null
        ? null
        : [.. table.Cast<DictionaryEntry>().Select(e => new CpdSchemaField(Text(e.Key), Text(e.Value)))];

    private static string Text(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : throw new ArgumentException("A column needs a name and a type, such as [ordered]@{ AGE = 'double' }.");
}
