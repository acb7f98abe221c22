namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>One value of the canonical metadata; a text "1" and a number 1 differ.</summary>
internal readonly record struct CanonicalValue(string Text, bool IsText);
