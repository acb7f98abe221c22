using System.Globalization;
using System.Text.RegularExpressions;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>What makes a row belong to a group: one value of a feature, or a range of numbers.</summary>
public sealed record GroupValue
{
    private static readonly Regex RangeText = new(@"^\s*(?<low>-?[0-9]+(\.[0-9]+)?)\s*-\s*(?<high>-?[0-9]+(\.[0-9]+)?)\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private readonly double? _number;

    private GroupValue(string? text, double? low, double? high)
    {
        Text = text;
        Low = low;
        High = high;
        if (text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            _number = number;
    }

    /// <summary>The value; null for a range of numbers.</summary>
    public string? Text { get; }

    /// <summary>The lowest number of a range; null for a value.</summary>
    public double? Low { get; }

    /// <summary>The highest number of a range, which belongs to it.</summary>
    public double? High { get; }

    /// <summary>One value. Texts are compared exactly; in a column of numbers, by value.</summary>
    public static GroupValue Of(string text) => new(text, null, null);

    /// <summary>All numbers from <paramref name="low"/> to <paramref name="high"/>, both of them included.</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static GroupValue Range(double low, double high)
    {
        var range = new GroupValue(null, low, high);
        return range.EmptyRange is { } why ? throw new ArgumentException(why, nameof(low)) : range;
    }

    /// <summary>
    /// A value out of text. <c>18-25</c> is a range among numbers, and that text among texts (columns of age bands have such values). <c>2024-01</c> can only
    /// be a text: among numbers it is an empty range.
    /// </summary>
    public static GroupValue Parse(string text) => RangeText.Match(text) is { Success: true } range
        ? new GroupValue(text, Number(range, "low"), Number(range, "high"))
        : Of(text);

    /// <summary>The value, or the range as 18-25.</summary>
    public override string ToString() => Text ?? string.Format(CultureInfo.InvariantCulture, "{0}-{1}", Low, High);

    /// <summary>That it is a range without a number in it, in a sentence; null if it is none.</summary>
    internal string? EmptyRange => Low is { } low && High is { } high && !(low <= high)
        ? string.Format(CultureInfo.InvariantCulture, "The range from {0} to {1} is empty.", low, high)
        : null;

    internal bool Has(double number) => Low is null ? number == _number : number >= Low && number <= High;

    internal bool Has(string text) => Text == text
        || (Low is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Has(number));

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
