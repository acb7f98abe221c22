using System.Globalization;

namespace MlopsCmdlets.Cpd.Scoring.Rows.Objects;

/// <summary>
/// A scored row whose columns are properties that can be read and set. The properties are those of a type that is made for the columns, see
/// <see cref="RowTypes"/>; the values stay as they came, so that a row costs one small object.
/// </summary>
public abstract class RowObject : ICloneable
{
    private IReadOnlyList<string> _names = null!;
    private Utf8Cells _text;
    private object?[] _others = null!;

    /// <summary>The row as PowerShell writes its own objects: <c>@{ID=1; Prediction=T}</c>.</summary>
    public sealed override string ToString() =>
        "@{" + string.Join("; ", _names.Select((n, i) => n + "=" + Convert.ToString(GetCell(i), CultureInfo.InvariantCulture))) + "}";

    // PSObject.Copy() asks for it.
    object ICloneable.Clone() => Create(_text, (object?[])_others.Clone());

    /// <summary>Another row of the same columns.</summary>
    /// <param name="text">The values of the first columns.</param>
    /// <param name="others">Those of the others.</param>
    internal RowObject Create(Utf8Cells text, object?[] others)
    {
        RowObject row = New();
        row._names = _names;
        row._text = text;
        row._others = others;
        return row;
    }

    /// <summary>Makes this the row that others are made of.</summary>
    internal RowObject With(IReadOnlyList<string> names)
    {
        _names = names;
        return this;
    }

    /// <summary>An object of the same type.</summary>
    protected abstract RowObject New();

    /// <summary>The value of a column, for the properties.</summary>
    protected object? GetCell(int column)
    {
        int before = _names.Count - _others.Length;
        return column < before ? _text[column] : _others[column - before];
    }

    /// <summary>Sets the value of a column, for the properties.</summary>
    protected void SetCell(int column, object? value)
    {
        object?[] all = new object?[_names.Count];
        for (int i = 0; i < all.Length; i++)
            all[i] = i == column ? value : GetCell(i);
        _others = all;
    }
}
