namespace MlopsCmdlets.Promotion.Records;

/// <summary>A record has faults and cannot be relied on.</summary>
public sealed class RecordBrokenException(PromotionHistory history)
    : PromotionException($"The record of environment '{history.Environment}' has {history.Faults.Count} faults and explains nothing; the first: {history.Faults[0].Message}")
{
    /// <summary>The record.</summary>
    public PromotionHistory History { get; } = history;

    /// <inheritdoc/>
    public override string RecommendedAction => "Look at the faults with Test-MlopsPromotionRecord, keep the files as evidence, and find out who changed them.";
}
