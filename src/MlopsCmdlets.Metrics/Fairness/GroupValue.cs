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
    public static GroupValue Range(double low, double high) => low <= high
        ? new GroupValue(null, low, high)
        : throw new ArgumentException($"The range from {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)} is empty.", nameof(low));

    /// <summary>A value out of text. <c>18-25</c> is a range among numbers, and that text among texts (columns of age bands have such values).</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static GroupValue Parse(string text)
    {
        Match range = RangeText.Match(text);
        if (!range.Success)
            return Of(text);
        GroupValue numbers = Range(Number(range, "low"), Number(range, "high"));
        return new GroupValue(text, numbers.Low, numbers.High);
    }

    /// <summary>The value, or the range as 18-25.</summary>
    public override string ToString() => Text ?? string.Format(CultureInfo.InvariantCulture, "{0}-{1}", Low, High);

    internal bool Has(double number) => Low is null ? number == _number : number >= Low && number <= High;

    internal bool Has(string text) => Text == text
        || (Low is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Has(number));

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
