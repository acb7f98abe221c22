using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Scoring;

/// <summary>Takes pipeline objects as rows. On the pipeline thread only: properties can be scripts.</summary>
internal sealed class ObjectRows
{
    private const int MostDeep = 64;

    private readonly List<string> _names = [];
    private readonly List<object?> _values = [];
    private RowColumns? _columns;
    private long _number;

    /// <summary>The next row.</summary>
    /// <exception cref="ScoringRowException">The object has no named columns, or a property cannot be read.</exception>
    public InputRow Read(PSObject input)
    {
        _number++;
        _names.Clear();
        _values.Clear();
        switch (input.BaseObject)
        {
            case IDictionary table:
                foreach (DictionaryEntry entry in table)
                    Add(LanguagePrimitives.ConvertTo<string>(entry.Key), entry.Value);
                break;
            case DataRow row:
                foreach (DataColumn column in row.Table.Columns)
                    Add(column.ColumnName, row[column]);
                break;
            case string or IEnumerable or ValueType:
                string hint = input.BaseObject is string ? " Lines of a CSV file become objects with ConvertFrom-Csv; a file is given with -Path." : "";
                throw new ScoringRowException(_number, 0, $"A row is an object or a hashtable with named columns, and this is a {input.BaseObject.GetType().Name}.{hint}");
            default:
                AddProperties(input);
                break;
        }

        if (_names.Count == 0)
            throw new ScoringRowException(_number, 0, "It has no columns.");
        return new InputRow(Columns(), [.. _values], _number, 0, input);
    }

    private void AddProperties(PSObject input)
    {
        foreach (PSPropertyInfo property in input.Properties)
        {
            if (!property.IsGettable)
                continue;
            try
            {
                Add(property.Name, property.Value);
            }
            catch (GetValueException e)
            {
                throw new ScoringRowException(_number, 0, $"The column '{property.Name}' cannot be read: {e.Message}") { Column = property.Name };
            }
        }
    }

    private void Add(string name, object? value)
    {
        _names.Add(name);
        _values.Add(value is string or ValueType ? value : Plain(name, value));
    }

    private RowColumns Columns()
    {
        if (_columns is { } same && same.Names.Count == _names.Count)
        {
            int i = 0;
            while (i < _names.Count && string.Equals(same.Names[i], _names[i], StringComparison.Ordinal))
                i++;
            if (i == _names.Count)
                return same;
        }

        try
        {
            return _columns = new RowColumns([.. _names]);
        }
        catch (ArgumentException e)
        {
            throw new ScoringRowException(_number, 0, e.Message);
        }
    }

    /// <summary>Without PowerShell's wrapping, however deep; nested objects become dictionaries.</summary>
    private object? Plain(string column, object? value, int depth = 0)
    {
        if (depth > MostDeep)
            throw new ScoringRowException(_number, 0, $"The column '{column}' is nested more than {MostDeep} levels deep, or refers to itself.") { Column = column };
        object? bare = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case PSObject custom:
                var members = new OrderedDictionary(StringComparer.Ordinal);
                foreach (PSPropertyInfo property in custom.Properties)
                    members[property.Name] = Plain(column, property.Value, depth + 1);
                return members;
            case IDictionary map when map.Values.Cast<object?>().Any(MayBeWrapped):
                var copy = new OrderedDictionary(StringComparer.Ordinal);
                foreach (DictionaryEntry entry in map)
                    copy[Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? ""] = Plain(column, entry.Value, depth + 1);
                return copy;
            case IList list and not IDictionary when list.GetType().GetElementType() is not { IsPrimitive: true } && list.Cast<object?>().Any(MayBeWrapped):
                return list.Cast<object?>().Select(item => Plain(column, item, depth + 1)).ToArray();
            default:
                return bare;
        }
    }

    private static bool MayBeWrapped(object? value) => value is PSObject or (IEnumerable and not string);
}
