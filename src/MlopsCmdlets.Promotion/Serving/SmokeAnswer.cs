namespace MlopsCmdlets.Promotion.Serving;

/// <summary>A usable answer of a deployment.</summary>
/// <param name="Rows">How many rows were scored.</param>
/// <param name="Duration">How long the answer took.</param>
/// <param name="Sample">The first prediction as text, for people.</param>
public sealed record SmokeAnswer(int Rows, TimeSpan Duration, string Sample);
