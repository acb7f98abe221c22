using System.Collections;
using System.Globalization;

namespace MlopsCmdlets.Cpd.Scoring.Rows;

/// <summary>Adds values to a request as the type of their column, in the invariant culture.</summary>
internal static class ValueCaster
{
    // 2^53: larger whole numbers are not exact in a double.
    private const double LargestExact = 9007199254740992;

    /// <summary>Adds a value; false if it is not of the type, and then the row is to be dropped.</summary>
    public static bool TryAdd(ScoringRequestWriter writer, object? value, ScoringFieldType? type)
    {
        switch (value)
        {
            case null or DBNull:
                writer.AddNull();
                return true;
            case string text when type is { } asked:
                return writer.TryAddText(text.AsSpan(), asked);
            case string text:
                writer.Add(text);
                return true;
        }

        return type switch
        {
            ScoringFieldType.Integer => TryAddInteger(writer, value),
            ScoringFieldType.Number => TryAddNumber(writer, value),
            ScoringFieldType.Boolean => TryAddBoolean(writer, value),
            ScoringFieldType.Text => TryAddText(writer, value),
            _ => TryAddAsIs(writer, value),
        };
    }

    /// <summary>Whether a value of the reply says the same as the one that was sent.</summary>
    public static bool SameValue(object? sent, object? replied)
    {
        if (sent is null or DBNull or "" || replied is null or "")
            return sent is null or DBNull or "" && replied is null or "";
        return replied switch
        {
            string text => string.Equals(Text(sent), text, StringComparison.Ordinal),
            bool flag => Truth(sent) == flag,
            long or double => TryDouble(sent, out double a) && TryDouble(replied, out double b) && a.Equals(b),
            _ => false,
        };
    }

    /// <summary>The text of a single value.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        DateTime date => date.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString("o", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool TryAddInteger(ScoringRequestWriter writer, object value)
    {
        switch (value)
        {
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                writer.AddValue(value);
                return true;
            case decimal number when number == decimal.Truncate(number):
                writer.Add(decimal.Truncate(number));
                return true;
            case double or float when TryDouble(value, out double number) && Math.Abs(number) <= LargestExact && number == Math.Floor(number):
                writer.Add((long)number);
                return true;
            default:
                return TryAddMissing(writer, value);
        }
    }

    private static bool TryAddNumber(ScoringRequestWriter writer, object value)
    {
        if (TryAddMissing(writer, value))
            return true;
        if (value is Enum || !TryDouble(value, out double number) || double.IsInfinity(number))
            return false;
        writer.AddValue(value);
        return true;
    }

    private static bool TryAddBoolean(ScoringRequestWriter writer, object value)
    {
        if (Truth(value) is not { } truth)
            return false;
        writer.Add(truth);
        return true;
    }

    private static bool TryAddText(ScoringRequestWriter writer, object value)
    {
        if (value is IEnumerable)
            return false;
        writer.Add(Text(value));
        return true;
    }

    private static bool TryAddAsIs(ScoringRequestWriter writer, object value)
    {
        if (value is double or float)
            return TryAddNumber(writer, value);
        try
        {
            writer.AddValue(value);
            return true;
        }
        catch (ArgumentException)
        {
            // Anything else that is one value has a text: versions, addresses, dates without time.
            return TryAddText(writer, value);
        }
    }

    /// <summary>Not a number means "no value" wherever data frames become JSON.</summary>
    private static bool TryAddMissing(ScoringRequestWriter writer, object value)
    {
        if (value is not (double.NaN or float.NaN))
            return false;
        writer.AddNull();
        return true;
    }

    private static bool? Truth(object value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ when TryDouble(value, out double number) => number switch { 0 => false, 1 => true, _ => null },
        _ => null,
    };

    private static bool TryDouble(object value, out double number)
    {
        switch (value)
        {
            case string text:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
            case Enum:
                number = 0;
                return false;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            default:
                number = 0;
                return false;
        }
    }
}
