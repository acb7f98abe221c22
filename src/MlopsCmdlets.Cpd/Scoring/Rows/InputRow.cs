using System.Runtime.InteropServices;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>One row to score.</summary>
/// <param name="Columns">Its column names.</param>
/// <param name="Values">Its values in the order of <paramref name="Columns"/>: text, numbers, Booleans, dates, null; lists and dictionaries of these.</param>
/// <param name="Number">Its position in the input, counted from 1.</param>
/// <param name="Line">Where it begins in its file, counted from 1; 0 if it is from no file.</param>
/// <param name="Source">What the caller knows it by; errors carry it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InputRow(RowColumns Columns, object?[] Values, long Number, long Line = 0, object? Source = null);
