namespace MlopsCmdlets.Metrics.Charts;

/// <summary>One bar.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Value">Its length; null for none.</param>
/// <param name="Tone">Its colour.</param>
public sealed record Bar(string Name, double? Value, BarTone Tone);
