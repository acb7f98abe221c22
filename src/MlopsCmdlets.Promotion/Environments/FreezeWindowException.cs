namespace MlopsCmdlets.Promotion.Environments;

/// <summary>A freeze window cannot be judged.</summary>
public sealed class FreezeWindowException(string window, string problem) : PromotionException($"Freeze window '{window}' cannot be judged: {problem}.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Correct the window in mlops.json.";
}
