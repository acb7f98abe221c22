using System.Globalization;

namespace MlopsCmdlets.Metrics.Drift;

/// <summary>A value of a column of texts, or a part of the range of a column of numbers.</summary>
/// <param name="Text">The text; null for a range.</param>
/// <param name="From">Where the range begins, included; null: with the lowest number.</param>
/// <param name="To">Where it ends, not included; null: with the highest number.</param>
public sealed record ValueSlice(string? Text, double? From, double? To)
{
    /// <summary>The text, or the range.</summary>
    public override string ToString() => Text
        ?? (From is null ? $"less than {Shown(To)}" : To is null ? $"{Shown(From)} or more" : $"{Shown(From)} to {Shown(To)}");

    internal bool Has(double number) => (From is null || number >= From) && (To is null || number < To);

    private static string Shown(double? number) => Convert.ToString(number, CultureInfo.InvariantCulture) ?? "";
}
