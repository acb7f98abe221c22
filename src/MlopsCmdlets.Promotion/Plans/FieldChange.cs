namespace MlopsCmdlets.Promotion.Plans;

/// <summary>One difference between source and destination.</summary>
/// <param name="Field">JSON pointer into the asset's document, or <c>content</c>, or <c>tags</c>.</param>
/// <param name="Before">The destination's value as text, cut to a sensible length; null when it has none. Never a secret.</param>
/// <param name="After">The value that it will have; null when it goes away.</param>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Before ?? "nothing"} -> {After ?? "nothing"}";
}
