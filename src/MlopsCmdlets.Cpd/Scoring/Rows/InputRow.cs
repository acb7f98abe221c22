using System.Runtime.InteropServices;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>One row to score.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InputRow
{
    // A list of values, or the bytes of Utf8Cells: rows of a file wait in thousands, and each should be few objects.
    private readonly object _cells;

    /// <param name="columns">Its column names.</param>
    /// <param name="values">Its values in the order of <paramref name="columns"/>: text, numbers, Booleans, dates, null; lists and dictionaries of these.</param>
    /// <param name="number">Its position in the input, counted from 1.</param>
    /// <param name="line">Where it begins in its file, counted from 1; 0 if it is from no file.</param>
    /// <param name="source">What the caller knows it by; errors carry it.</param>
    public InputRow(RowColumns columns, IReadOnlyList<object?> values, long number, long line = 0, object? source = null)
    {
        Columns = columns;
        _cells = values;
        Number = number;
        Line = line;
        Source = source;
    }

    internal InputRow(RowColumns columns, Utf8Cells cells, long number, long line)
    {
        Columns = columns;
        _cells = cells.Bytes;
        Number = number;
        Line = line;
    }

    /// <summary>Its column names.</summary>
    public RowColumns Columns { get; }

    /// <summary>Its values in the order of <see cref="Columns"/>.</summary>
    public IReadOnlyList<object?> Values => _cells is byte[] bytes ? new Utf8Cells(bytes) : (IReadOnlyList<object?>)_cells;

    /// <summary>Its position in the input, counted from 1.</summary>
    public long Number { get; }

    /// <summary>Where it begins in its file, counted from 1; 0 if it is from no file.</summary>
    public long Line { get; }

    /// <summary>What the caller knows it by; errors carry it.</summary>
    public object? Source { get; }

    /// <summary>All values are text out of a file.</summary>
    public bool IsText => _cells is byte[];

    /// <summary>The text; only of rows that are text.</summary>
    internal Utf8Cells Text => new((byte[])_cells);
}
