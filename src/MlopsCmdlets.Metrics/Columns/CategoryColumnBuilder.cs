namespace MlopsCmdlets.Metrics.Columns;

/// <summary>Collects a column of texts row by row.</summary>
/// <param name="name">The name of the feature.</param>
public sealed class CategoryColumnBuilder(string name)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _categories = [];
    private readonly List<int> _codes = [];

    /// <summary>Rows so far.</summary>
    public int Count => _codes.Count;

    /// <summary>Adds the text of the next row; null is a missing value.</summary>
    /// <returns>Its code.</returns>
    public int Add(string? text)
    {
        int code = text is null ? -1 : PlaceOf(text);
        _codes.Add(code);
        return code;
    }

    /// <summary>Gives a text its place, also if no row has it.</summary>
    public int PlaceOf(string text)
    {
        if (!_places.TryGetValue(text, out int code))
        {
            code = _categories.Count;
            _places.Add(text, code);
            _categories.Add(text);
        }

        return code;
    }

    /// <summary>The column.</summary>
    public CategoryColumn Build() => new(name, [.. _codes], [.. _categories]);
}
