using System.Globalization;

namespace MlopsCmdlets.Promotion;

/// <summary>
/// The one text form of a JSON number, computed on its digits and never through floating point: 1.0, 1e0 and 10e-1 are 1; -0 is 0. Exponents appear
/// where ECMAScript has them, from 1e+21 and below 1e-6.
/// </summary>
internal static class CanonicalNumber
{
    // More is no measurement but an attack on whoever computes with it.
    private const int MaxLength = 400;

    /// <param name="raw">A number as JSON writes it.</param>
    internal static string Of(string raw)
    {
        if (raw.Length > MaxLength)
            throw new FormatException($"A number of {raw.Length} characters is too long.");
        var negative = raw[0] == '-';
        var e = raw.IndexOfAny(['e', 'E']);
        var mantissa = raw.Substring(negative ? 1 : 0, (e < 0 ? raw.Length : e) - (negative ? 1 : 0));
        var exponent = 0;
        if (e >= 0 && !int.TryParse(raw.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 100_000)
            throw new FormatException($"The exponent of {raw} is too large.");

        var dot = mantissa.IndexOf('.');
        var digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        // The value is 0.DIGITS × 10^point.
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Substring(zeros).TrimEnd('0');
        point -= zeros;
        return digits.Length == 0 ? "0" : (negative ? "-" : "") + Format(digits, point);
    }

    private static string Format(string digits, int point)
    {
        if (point is > 0 and <= 21)
            return digits.Length <= point ? digits.PadRight(point, '0') : digits.Insert(point, ".");
        if (point is > -6 and <= 0)
            return "0." + new string('0', -point) + digits;
        var power = point - 1;
        return (digits.Length == 1 ? digits : digits.Insert(1, ".")) + "e" + (power < 0 ? "-" : "+") + Math.Abs(power).ToString(CultureInfo.InvariantCulture);
    }
}
