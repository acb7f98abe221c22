using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MlopsCmdlets.Git.Notebooks.Python;

/// <summary>Writes values as Python literals on one line.</summary>
internal static class PythonLiteral
{
    private const int MaxDepth = 32;

    /// <summary>The literal of a text, number, truth value, null, list or table.</summary>
    /// <param name="value">The value.</param>
    /// <param name="quote">The quote that texts get, so that they look like the one they replace.</param>
    /// <exception cref="ArgumentException">Python has no literal for it.</exception>
    public static string Of(object? value, char quote = '\'')
    {
        var text = new StringBuilder();
        Write(text, value, quote, 0);
        return text.ToString();
    }

    /// <summary>Whether a text can be a variable's name.</summary>
    public static bool IsName(string text) =>
        PythonTokenizer.Tokenize(text, out _) is { Count: 2 } tokens && tokens[0].Kind == PythonTokenKind.Name && tokens[0].End == text.Length && tokens[0].Start == 0;

    private static void Write(StringBuilder text, object? value, char quote, int depth)
    {
        if (depth > MaxDepth)
            throw new ArgumentException($"The value is nested more than {MaxDepth} levels deep, or refers to itself.");
        switch (value)
        {
            case null or DBNull:
                text.Append("None");
                break;
            case bool flag:
                text.Append(flag ? "True" : "False");
                break;
            case string s:
                WriteText(text, s, quote);
                break;
            case char c:
                WriteText(text, c.ToString(), quote);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or BigInteger:
                text.Append(((IFormattable)value).ToString("D", CultureInfo.InvariantCulture));
                break;
            case double number:
                text.Append(Number(number, ShortestDouble(number)));
                break;
            case float number:
                text.Append(Number(number, ShortestFloat(number)));
                break;
            case decimal number:
                text.Append(WithPoint(number.ToString(CultureInfo.InvariantCulture)));
                break;
            case IDictionary table:
                WriteTable(text, table, quote, depth);
                break;
            case IEnumerable list:
                WriteList(text, list, quote, depth);
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} has no Python literal: give text, a number, a truth value, $null, a list or a table.");
        }
    }

    private static void WriteTable(StringBuilder text, IDictionary table, char quote, int depth)
    {
        text.Append('{');
        string separator = "";
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string && entry.Key is IEnumerable)
                throw new ArgumentException("A key of a table is a list, which Python does not allow.");
            text.Append(separator);
            Write(text, entry.Key, quote, depth + 1);
            text.Append(": ");
            Write(text, entry.Value, quote, depth + 1);
            separator = ", ";
        }

        text.Append('}');
    }

    private static void WriteList(StringBuilder text, IEnumerable list, char quote, int depth)
    {
        text.Append('[');
        string separator = "";
        foreach (object? item in list)
        {
            text.Append(separator);
            Write(text, item, quote, depth + 1);
            separator = ", ";
        }

        text.Append(']');
    }

    private static void WriteText(StringBuilder text, string value, char quote)
    {
        text.Append(quote);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == quote || c == '\\')
                text.Append('\\').Append(c);
            else if (c == '\n')
                text.Append("\\n");
            else if (c == '\r')
                text.Append("\\r");
            else if (c == '\t')
                text.Append("\\t");
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                text.Append(c).Append(value[++i]);
            else if (IsUnreadable(c))
                text.Append(c < 0x100 ? "\\x" : "\\u").Append(((int)c).ToString(c < 0x100 ? "x2" : "x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append(quote);
    }

    /// <summary>Control, format and separator characters, and halves of a pair: what a reader of the notebook would not see.</summary>
    private static bool IsUnreadable(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Number(double value, string digits) =>
        double.IsNaN(value) ? "float('nan')"
        : double.IsPositiveInfinity(value) ? "float('inf')"
        : double.IsNegativeInfinity(value) ? "float('-inf')"
        : WithPoint(digits.Replace('E', 'e'));

    /// <summary>A number that was no whole one in PowerShell stays a float in Python.</summary>
    private static string WithPoint(string digits) => digits.IndexOfAny(['.', 'e']) < 0 ? digits + ".0" : digits;

    // "R" is not the shortest text on .NET Framework, and not always the same number.
    private static string ShortestDouble(double value)
    {
        for (int digits = 15; digits < 17; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double back) && back.Equals(value))
                return text;
        }

        return value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string ShortestFloat(float value)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            string text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float back) && back.Equals(value))
                return text;
        }

        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
