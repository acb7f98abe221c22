namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>The names of the columns of rows, shared by all rows that have the same ones. Names differ in more than their case.</summary>
public sealed class RowColumns
{
    private readonly Dictionary<string, int> _index;

    /// <exception cref="ArgumentException">Two names differ in their case only.</exception>
    public RowColumns(IReadOnlyList<string> names)
    {
        Names = names;
        _index = new Dictionary<string, int>(names.Count, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < names.Count; i++)
        {
            if (_index.ContainsKey(names[i]))
                throw new ArgumentException($"There are two columns '{names[i]}'.", nameof(names));
            _index.Add(names[i], i);
        }
    }

    /// <summary>The names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The position of a column, or -1. Case does not matter, as in PowerShell.</summary>
    public int IndexOf(string name) => _index.TryGetValue(name, out int index) ? index : -1;
}
