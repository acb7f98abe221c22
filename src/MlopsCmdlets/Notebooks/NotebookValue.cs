using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Security;

namespace MlopsCmdlets.Notebooks;

/// <summary>Values as PowerShell gives them, without its wrappers: tables, lists and simple values.</summary>
internal static class NotebookValue
{
    private const int MaxDepth = 32;

    /// <summary>The names and values of a table.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a value is a secret.</exception>
    public static Dictionary<string, object?> Of(IDictionary table)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table)
            result[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Plain(entry.Value, 0);
        return result;
    }

    private static object? Plain(object? value, int depth)
    {
        if (depth > MaxDepth)
            throw new ArgumentException($"The value is nested more than {MaxDepth} levels deep, or refers to itself.");
        return (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
        {
            SecureString or PSCredential => throw new ArgumentException("A secret does not belong into a notebook: let the notebook read it from the environment."),
            SwitchParameter flag => flag.IsPresent,
            Enum or Guid or Uri => Convert.ToString(value, CultureInfo.InvariantCulture),
            PSObject custom => Table(custom.Properties.Where(p => p.IsGettable).Select(p => new DictionaryEntry(p.Name, p.Value)), depth),
            IDictionary table => Table(table.Cast<DictionaryEntry>(), depth),
            string text => text,
            IEnumerable list => list.Cast<object?>().Select(item => Plain(item, depth + 1)).ToList(),
            var other => other,
        };
    }

    private static OrderedDictionary Table(IEnumerable<DictionaryEntry> entries, int depth)
    {
        var result = new OrderedDictionary();
        foreach (DictionaryEntry entry in entries)
            result.Add(Plain(entry.Key, depth + 1) ?? "", Plain(entry.Value, depth + 1));
        return result;
    }
}
