using System.Globalization;
using System.Text;

namespace MlopsCmdlets.Notebooks;

/// <summary>Text cut into rows of a window, styles not counted. Wide characters of East Asia and pictures take two columns.</summary>
internal sealed class Rows(int width)
{
    private const int TabWidth = 4;
    private const string Reset = "\u001b[0m";

    private readonly List<string> _rows = [];
    private readonly StringBuilder _row = new();
    private int _column;

    public Rows(string text, int width)
        : this(width) => Add(text, "");

    /// <summary>At least one row, which may be empty.</summary>
    public IEnumerable<string> All => [.. _rows, _row.ToString()];

    /// <summary>Adds text to the last row, and goes on in new ones where it is full.</summary>
    public void Add(string text, string style)
    {
        _row.Append(style);
        for (int i = 0; i < text.Length; i++)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            int columns = text[i] == '\t' ? TabWidth - (_column % TabWidth) : Columns(text, i);
            if (_column + columns > width)
                Break(style);
            if (text[i] == '\t')
                _row.Append(' ', columns);
            else
                _row.Append(text, i, length);
            _column += columns;
            i += length - 1;
        }

        if (style.Length > 0)
            _row.Append(Reset);
    }

    private void Break(string style)
    {
        _rows.Add(style.Length > 0 ? _row + Reset : _row.ToString());
        _row.Clear().Append(style);
        _column = 0;
    }

    private static int Columns(string text, int index)
    {
        if (char.GetUnicodeCategory(text, index) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return 0;
        return char.IsHighSurrogate(text[index]) || text[index] is (>= '\u1100' and <= '\u115f') or (>= '\u2e80' and <= '\ua4cf') or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff') or (>= '\ufe30' and <= '\ufe6f') or (>= '\uff00' and <= '\uff60') or (>= '\uffe0' and <= '\uffe6') ? 2 : 1;
    }
}
