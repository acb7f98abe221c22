namespace MlopsCmdlets.Metrics.Drift;

/// <summary>Two values that never occur in the same row of a baseline, although chance alone would have brought them together often.</summary>
/// <param name="Feature">A column.</param>
/// <param name="Value">Its value.</param>
/// <param name="OtherFeature">Another column.</param>
/// <param name="OtherValue">The value that does not occur beside it.</param>
public sealed record PairRule(string Feature, ValueSlice Value, string OtherFeature, ValueSlice OtherValue)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Feature} {Value}, {OtherFeature} {OtherValue}";
}
