using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Management.Automation;
using MlopsCmdlets.Cpd.Scoring.Rows;
using MlopsCmdlets.Cpd.Scoring.Rows.Errors;

namespace MlopsCmdlets.Scoring;

/// <summary>Takes pipeline objects as rows. On the pipeline thread only: properties can be scripts.</summary>
internal sealed class ObjectRows
{
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
        _values.Add(Plain(value));
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

    /// <summary>Without PowerShell's wrapping; nested objects become dictionaries.</summary>
    private static object? Plain(object? value)
    {
        if (value is not PSObject wrapped)
            return value;
        if (wrapped.BaseObject is not PSCustomObject)
            return wrapped.BaseObject;
        var members = new OrderedDictionary(StringComparer.Ordinal);
        foreach (PSPropertyInfo property in wrapped.Properties)
            members[property.Name] = Plain(property.Value);
        return members;
    }
}
