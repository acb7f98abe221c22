namespace MlopsCmdlets.Promotion.Locking;

/// <summary>The lock was taken away while it was held.</summary>
public sealed class LockLostException(string environment)
    : PromotionException($"The lock of environment '{environment}' was taken away while this run held it; the run stopped before its next change.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Find out who took it (Get-MlopsPromotion shows takeovers), then run the promotion again: it goes on where it stopped.";
}
