namespace MlopsCmdlets.Promotion.Applying;

/// <summary>Everything was done, but it could not be recorded.</summary>
public sealed class RecordNotWrittenException(string environment, Exception innerException)
    : PromotionException($"Everything was done and verified, but the record of '{environment}' could not be written: {innerException.Message}", innerException)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Run it again: it finds everything done and writes the record only.";
}
