namespace MlopsCmdlets.Promotion.Gates;

/// <summary>What to measure a model with.</summary>
/// <param name="AssetId">The model.</param>
/// <param name="Sha256">Its content hash.</param>
/// <param name="Path">A CSV file with a header and the true answers.</param>
/// <param name="LabelColumn">The column with the true answers.</param>
public sealed record MeasureRequest(string AssetId, string? Sha256, string Path, string LabelColumn)
{
    /// <summary>The answer that counts as positive; null lets the measurer choose as it documents.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>The deployment to score with; null means any online deployment of the model.</summary>
    public string? DeploymentId { get; init; }
}
