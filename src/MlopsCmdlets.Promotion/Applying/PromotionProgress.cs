namespace MlopsCmdlets.Promotion.Applying;

/// <summary>How far a promotion is.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Detail">What it is about.</param>
/// <param name="Percent">0 to 100; null when unknown.</param>
public sealed record PromotionProgress(string Step, string Detail, int? Percent = null);
