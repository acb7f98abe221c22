using System.Globalization;
using MlopsCmdlets.Metrics.Columns;

namespace MlopsCmdlets.Measuring;

/// <summary>Texts of classes and categories, so that the label "1" of a file and the prediction 1.0 of a model are the same class.</summary>
internal static class ClassText
{
    /// <summary>The text of a value; null where there is none. Blanks alone are none: exports of databases pad empty cells.</summary>
    public static string? Of(object? value) => value switch
    {
        null or DBNull or double.NaN or float.NaN => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text,
        double number => Of(number),
        float number => Of((double)number),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The text of a number.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How classes are written: as numbers if all of them are, as True and False if all are that in any case, else as they are.</summary>
    public static Func<string, string> Writing(IEnumerable<string> classes)
    {
        List<string> all = [.. classes];
        if (all.Count == 0)
            return static text => text;
        if (all.TrueForAll(static c => TryNumber(c, out _)))
            return static text => TryNumber(text, out double number) ? Of(number) : text;
        if (all.TrueForAll(static c => bool.TryParse(c, out _)))
            return static text => bool.TryParse(text, out bool flag) ? flag.ToString() : text;
        return static text => text;
    }

    /// <summary>A column with its texts written another way.</summary>
    public static CategoryColumn Rewrite(CategoryColumn column, Func<string, string> writing)
    {
        var builder = new CategoryColumnBuilder(column.Name);
        int[] places = [.. column.Categories.Select(c => builder.PlaceOf(writing(c)))];
        IReadOnlyList<string> categories = builder.Build().Categories;
        return new CategoryColumn(column.Name, Array.ConvertAll(column.Codes, c => c < 0 ? -1 : places[c]), categories);
    }

    /// <summary>Whether a value is a number, or a missing one (not a number then).</summary>
    public static bool TryNumber(object? value, out double number)
    {
        switch (value)
        {
            case null or DBNull:
            case string blank when string.IsNullOrWhiteSpace(blank):
                number = double.NaN;
                return true;
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            default:
                number = double.NaN;
                return false;
        }
    }
}
