using System.Management.Automation;
using System.Text.Json;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Json;

namespace MlopsCmdlets.Scoring;

/// <summary>Makes the objects that are emitted.</summary>
internal static class RowObjects
{
    /// <summary>A copy of the row with the columns that the reply adds.</summary>
    public static PSObject Create(in ScoredRow row)
    {
        PSObject copy = Create(row.Input);
        PSMemberInfoCollection<PSPropertyInfo> properties = copy.Properties;
        IReadOnlyList<string> added = row.Added.Names;
        for (int i = 0; i < added.Count; i++)
            properties.Add(new PSNoteProperty(added[i], Value(row.Value(i))), preValidated: true);
        return copy;
    }

    /// <summary>A copy of the row alone.</summary>
    public static PSObject Create(in InputRow row)
    {
        var copy = new PSObject();
        PSMemberInfoCollection<PSPropertyInfo> properties = copy.Properties;
        IReadOnlyList<string> names = row.Columns.Names;
        // Names of one row differ: the check for doubles would cost more than all the rest.
        for (int i = 0; i < names.Count; i++)
            properties.Add(new PSNoteProperty(names[i], Value(row.Values[i])), preValidated: true);
        return copy;
    }

    private static object? Value(object? value) => value switch
    {
        JsonElement element => PowerShellJson.Read(element),
        object?[] items when Array.Exists(items, i => i is JsonElement or object?[]) => Array.ConvertAll(items, Value),
        _ => value,
    };
}
