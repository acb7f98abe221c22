namespace MlopsCmdlets.Promotion.Plans;

/// <summary>A plan's file does not have the hash that it states: it was changed after it was made.</summary>
public sealed class PlanFileEditedException(string document, string stated, string found)
    : PromotionException($"The {document} was edited: it states the hash {stated.Substring(0, 12)}…, and its content has {found.Substring(0, 12)}….")
{
    /// <summary>The hash that the file states.</summary>
    public string Stated { get; } = stated;

    /// <summary>The hash of its content.</summary>
    public string Found { get; } = found;

    /// <inheritdoc/>
    public override string RecommendedAction => "Make a new plan with New-MlopsPromotionPlan and have that one approved. Approvals belong to a plan as it was made.";
}
