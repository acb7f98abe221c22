namespace MlopsCmdlets.Promotion.Serving;

/// <summary>A deployment did not become ready, or did not take another model.</summary>
public sealed class ServingFailedException(string deployment, string what, string reason, Exception? innerException = null)
    : PromotionException($"Could not {what} deployment '{deployment}': {reason}", innerException)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Read the server's reason: the model's type or software specification may not run there. What served before still serves.";
}
