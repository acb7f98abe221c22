using System.Globalization;

namespace MlopsCmdlets.Metrics.Fairness;

/// <summary>What makes a row belong to a group: one value of a feature, or a range of numbers.</summary>
public sealed record GroupValue
{
    private readonly double? _number;

    private GroupValue(string? text, double low, double high)
    {
        Text = text;
        Low = low;
        High = high;
        if (text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            _number = number;
    }

    /// <summary>The value; null for a range.</summary>
    public string? Text { get; }

    /// <summary>The lowest number of a range.</summary>
    public double Low { get; }

    /// <summary>The highest number of a range, which belongs to it.</summary>
    public double High { get; }

    /// <summary>One value. Texts are compared exactly; in a column of numbers, by value.</summary>
    public static GroupValue Of(string text) => new(text, 0, 0);

    /// <summary>All numbers from <paramref name="low"/> to <paramref name="high"/>, both of them included.</summary>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public static GroupValue Range(double low, double high) => low <= high
        ? new GroupValue(null, low, high)
        : throw new ArgumentException($"The range from {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)} is empty.", nameof(low));

    /// <summary>The value, or the range as 18-25.</summary>
    public override string ToString() => Text ?? $"{Low.ToString(CultureInfo.InvariantCulture)}-{High.ToString(CultureInfo.InvariantCulture)}";

    internal bool Has(double number) => Text is null ? number >= Low && number <= High : number == _number;

    internal bool Has(string text) => Text is not null
        ? Text == text
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Has(number);
}
