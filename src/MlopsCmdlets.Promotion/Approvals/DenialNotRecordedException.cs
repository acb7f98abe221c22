namespace MlopsCmdlets.Promotion.Approvals;

/// <summary>A plan was denied, and the denial stands in the space, but it could not be written into the record.</summary>
public sealed class DenialNotRecordedException(string environment, Exception innerException)
    : PromotionException($"The denial stands, but it could not be written into the record of '{environment}': {innerException.Message}", innerException)
{
    /// <inheritdoc/>
    public override string RecommendedAction => "Deny the plan again, so that the record holds it: a decision alone can be removed by any editor of the space.";
}
