namespace MlopsCmdlets.Promotion.Applying;

/// <summary>A promotion or rollback failed, and the model that served before could not be put back.</summary>
public sealed class RestoreFailedException(string deployment, string? previousAssetId, Exception failure, Exception whyNot)
    : PromotionException($"{failure.Message} Deployment '{deployment}' may not serve what it served before ({previousAssetId ?? "nothing"}): {whyNot.Message}", failure)
{
    /// <summary>Why it could not be put back.</summary>
    public Exception RestoreFailure { get; } = whyNot;

    /// <inheritdoc/>
    public override string RecommendedAction => $"Look at it now with Get-CpdDeployment. Run the promotion again, or put the model back by hand: Set-CpdDeployment -Model {previousAssetId ?? "<id>"}.";
}
