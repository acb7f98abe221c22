using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using MlopsCmdlets.Sandbox.Pmml.Fields;

namespace MlopsCmdlets.Sandbox.Pmml.Expressions;

/// <summary>The standard's built-in functions, by name.</summary>
internal static class BuiltIns
{
    private const int Any = int.MaxValue;
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(200);

    private static readonly FrozenDictionary<string, BuiltIn> All = Table().ToFrozenDictionary(StringComparer.Ordinal);

    public static BuiltIn? Find(string name) => All.GetValueOrDefault(name);

    private static Dictionary<string, BuiltIn> Table() => new(StringComparer.Ordinal)
    {
        ["+"] = Two((a, b) => a + b),
        ["-"] = new(v => v.Length == 1 ? PmmlValue.Of(-v[0].Number) : PmmlValue.Of(v[0].Number - v[1].Number), 1, 2),
        ["*"] = Two((a, b) => a * b),
        ["/"] = Two((a, b) => a / b),
        ["pow"] = Two(Math.Pow),
        ["threshold"] = Two((a, b) => a > b ? 1 : 0),
        ["modulo"] = Two((a, b) => a - (b * Math.Floor(a / b))),
        ["hypot"] = Two((a, b) => Math.Sqrt((a * a) + (b * b))),
        ["atan2"] = Two(Math.Atan2),
        ["min"] = Fold(numbers => numbers.Min()),
        ["max"] = Fold(numbers => numbers.Max()),
        ["sum"] = Fold(numbers => numbers.Sum()),
        ["avg"] = Fold(numbers => numbers.Average()),
        ["median"] = Fold(Median),
        ["product"] = Fold(numbers => numbers.Aggregate(1.0, (a, b) => a * b)),
        ["log10"] = One(Math.Log10),
        ["ln"] = One(Math.Log),
        ["ln1p"] = One(x => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x)),
        ["exp"] = One(Math.Exp),
        ["expm1"] = One(x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1),
        ["sqrt"] = One(Math.Sqrt),
        ["abs"] = One(Math.Abs),
        ["floor"] = One(Math.Floor),
        ["ceil"] = One(Math.Ceiling),
        ["round"] = One(x => Math.Floor(x + 0.5)),
        ["rint"] = One(x => Math.Round(x, MidpointRounding.ToEven)),
        ["sin"] = One(Math.Sin),
        ["cos"] = One(Math.Cos),
        ["tan"] = One(Math.Tan),
        ["asin"] = One(Math.Asin),
        ["acos"] = One(Math.Acos),
        ["atan"] = One(Math.Atan),
        ["sinh"] = One(Math.Sinh),
        ["cosh"] = One(Math.Cosh),
        ["tanh"] = One(Math.Tanh),
        ["stdNormalCDF"] = One(Models.Normal.Cdf),
        ["normalCDF"] = new(v => PmmlValue.Of(Models.Normal.Cdf((v[0].Number - v[1].Number) / v[2].Number)), 3, 3),

        ["isMissing"] = new(v => PmmlValue.Of(v[0].IsMissing), 1, 1, TakesMissing: true),
        ["isNotMissing"] = new(v => PmmlValue.Of(!v[0].IsMissing), 1, 1, TakesMissing: true),
        ["isValid"] = new(v => PmmlValue.Of(!v[0].IsMissing), 1, 1, TakesMissing: true),
        ["isNotValid"] = new(v => PmmlValue.Of(v[0].IsMissing), 1, 1, TakesMissing: true),
        ["equal"] = new(v => PmmlValue.Of(Same(v[0], v[1])), 2, 2),
        ["notEqual"] = new(v => PmmlValue.Of(!Same(v[0], v[1])), 2, 2),
        ["lessThan"] = Compare(c => c < 0),
        ["lessOrEqual"] = Compare(c => c <= 0),
        ["greaterThan"] = Compare(c => c > 0),
        ["greaterOrEqual"] = Compare(c => c >= 0),
        ["isIn"] = new(v => PmmlValue.Of(v.Skip(1).Any(x => Same(v[0], x))), 2, Any),
        ["isNotIn"] = new(v => PmmlValue.Of(!v.Skip(1).Any(x => Same(v[0], x))), 2, Any),
        ["and"] = new(And, 2, Any, TakesMissing: true),
        ["or"] = new(Or, 2, Any, TakesMissing: true),
        ["not"] = new(v => PmmlValue.Of(v[0].Number == 0), 1, 1),

        ["uppercase"] = Text(s => s.ToUpperInvariant()),
        ["lowercase"] = Text(s => s.ToLowerInvariant()),
        ["trimBlanks"] = Text(s => s.Trim()),
        ["stringLength"] = new(v => PmmlValue.Of((double)v[0].Label.Length), 1, 1),
        ["substring"] = new(Substring, 3, 3),
        ["concat"] = new(v => PmmlValue.Of(string.Concat(v.Select(x => x.Label))), 2, Any),
        ["replace"] = new(v => Pattern(v[1].Label, r => PmmlValue.Of(r.Replace(v[0].Label, v[2].Label))), 3, 3),
        ["matches"] = new(v => Pattern(v[1].Label, r => PmmlValue.Of(r.IsMatch(v[0].Label))), 2, 2),

        ["dateDaysSinceYear"] = new(v => Since(v, TimeSpan.TicksPerDay), 2, 2),
        ["dateSecondsSinceYear"] = new(v => Since(v, TimeSpan.TicksPerSecond), 2, 2),
        ["dateSecondsSinceMidnight"] = new(SinceMidnight, 1, 1),
    };

    private static BuiltIn One(Func<double, double> f) => new(v => PmmlValue.Of(f(v[0].Number)), 1, 1);

    private static BuiltIn Two(Func<double, double, double> f) => new(v => PmmlValue.Of(f(v[0].Number, v[1].Number)), 2, 2);

    private static BuiltIn Text(Func<string, string> f) => new(v => PmmlValue.Of(f(v[0].Label)), 1, 1);

    /// <summary>Aggregates leave out missing arguments.</summary>
    private static BuiltIn Fold(Func<List<double>, double> f) => new(
        v =>
        {
            var numbers = v.Where(x => !x.IsMissing).Select(x => x.Number).ToList();
            return numbers.Count == 0 ? PmmlValue.Missing : PmmlValue.Of(f(numbers));
        },
        1,
        Any,
        TakesMissing: true);

    private static BuiltIn Compare(Func<int, bool> test) => new(
        v => v[0].IsNumeric && v[1].IsNumeric
            ? PmmlValue.Of(test(v[0].Number.CompareTo(v[1].Number)))
            : PmmlValue.Of(test(string.CompareOrdinal(v[0].Label, v[1].Label))),
        2,
        2);

    private static bool Same(PmmlValue a, PmmlValue b)
        => a.IsText == b.IsText ? a.Equals(b) : string.Equals(a.Label, b.Label, StringComparison.Ordinal);

    private static PmmlValue And(PmmlValue[] values)
    {
        var unknown = false;
        foreach (var value in values)
        {
            if (value.IsMissing) unknown = true;
            else if (value.Number == 0) return PmmlValue.Of(value: false);
        }

        return unknown ? PmmlValue.Missing : PmmlValue.Of(value: true);
    }

    private static PmmlValue Or(PmmlValue[] values)
    {
        var unknown = false;
        foreach (var value in values)
        {
            if (value.IsMissing) unknown = true;
            else if (value.Number != 0) return PmmlValue.Of(value: true);
        }

        return unknown ? PmmlValue.Missing : PmmlValue.Of(value: false);
    }

    private static double Median(List<double> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }

    /// <summary>Positions count from 1.</summary>
    private static PmmlValue Substring(PmmlValue[] v)
    {
        var text = v[0].Label;
        var start = (int)Math.Clamp(v[1].Number, 1, text.Length + 1) - 1;
        var length = (int)Math.Clamp(v[2].Number, 0, text.Length - start);
        return PmmlValue.Of(text.Substring(start, length));
    }

    /// <summary>Patterns are foreign input: a broken one, or one that takes too long, has no result.</summary>
    private static PmmlValue Pattern(string pattern, Func<Regex, PmmlValue> use)
    {
        try
        {
            return use(new Regex(pattern, RegexOptions.None, RegexTimeout));
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or RegexParseException)
        {
            return PmmlValue.Missing;
        }
    }

    private static PmmlValue Since(PmmlValue[] v, long ticks)
        => TryDate(v[0], out var date) && v[1].Number is >= 1 and <= 9999
            ? PmmlValue.Of(Math.Floor((double)(date - new DateTime((int)v[1].Number, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Ticks / ticks))
            : PmmlValue.Missing;

    private static PmmlValue SinceMidnight(PmmlValue[] v)
        => TryDate(v[0], out var date) ? PmmlValue.Of(Math.Floor(date.TimeOfDay.TotalSeconds)) : PmmlValue.Missing;

    private static bool TryDate(PmmlValue value, out DateTime date)
        => DateTime.TryParse(value.Label, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
}
