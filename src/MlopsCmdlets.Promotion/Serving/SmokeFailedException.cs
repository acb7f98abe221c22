namespace MlopsCmdlets.Promotion.Serving;

/// <summary>A deployment is ready and yet does not answer as consumers need.</summary>
public sealed class SmokeFailedException(string deployment, string reason, Exception? innerException = null)
    : PromotionException($"Deployment '{deployment}' did not pass its smoke score: {reason}", innerException)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Score the rows by hand with Invoke-CpdScore to see what it answers; the rows must fit the model's input schema.";
}
