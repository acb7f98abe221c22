namespace MlopsCmdlets.Promotion.Records;

/// <summary>A record holds an entry with a number after which there is none.</summary>
public sealed class RecordFullException(string environment, int sequence)
    : PromotionException($"The record of environment '{environment}' has no number after {sequence - 1}: somebody put an entry there whose number is not honest.")
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Look at it with Test-MlopsPromotionRecord, keep the files as evidence and remove the false entry.";
}
