namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A plan cannot be applied, whatever the gates would say. Nothing was changed.</summary>
public abstract class PlanRefusedException(string message) : PromotionException(message + " Nothing was changed.");
