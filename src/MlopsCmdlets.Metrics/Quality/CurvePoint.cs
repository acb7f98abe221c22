using System.Runtime.InteropServices;

namespace MlopsCmdlets.Metrics.Quality;

/// <summary>A point of a curve over all thresholds of a score.</summary>
/// <param name="X">False positive rate (ROC), or recall (precision–recall).</param>
/// <param name="Y">True positive rate (ROC), or precision.</param>
/// <param name="Threshold">Rows with this score or a higher one are taken as positive; null at the beginning, where no row is.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CurvePoint(double X, double Y, double? Threshold)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"({X:0.####}, {Y:0.####})");
}
