namespace MlopsCmdlets.Promotion.Plans;

/// <summary>What a plan does with one asset, and why.</summary>
/// <param name="Type">The server's type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Action">What is done.</param>
/// <param name="Reason">Why, one sentence.</param>
public sealed record PlannedChange(string Type, string Name, ChangeAction Action, string Reason)
{
    /// <summary>The model that is promoted, in contrast to what belongs to it.</summary>
    public bool IsModel { get; init; }

    /// <summary>Id at the source.</summary>
    public string? SourceId { get; init; }

    /// <summary>SHA-256 of the content at the source; null without content.</summary>
    public string? SourceSha256 { get; init; }

    /// <summary>SHA-256 of the canonical metadata at the source.</summary>
    public string? SourceMetadataSha256 { get; init; }

    /// <summary>Bytes of content at the source.</summary>
    public long? Bytes { get; init; }

    /// <summary>Id of the counterpart at the destination: the equal one, the one to change, or the one that stands for it.</summary>
    public string? DestinationId { get; init; }

    /// <summary>SHA-256 of the counterpart's content.</summary>
    public string? DestinationSha256 { get; init; }

    /// <summary>SHA-256 of the counterpart's canonical metadata.</summary>
    public string? DestinationMetadataSha256 { get; init; }

    /// <summary>Ids of all assets of that type and name at the destination that are not superseded.</summary>
    public IReadOnlyList<string> DestinationCandidates { get; init; } = [];

    /// <summary>What differs, field by field.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Which selected asset needs it, for example <c>wml_model 'ChurnPrediction': training data</c>; null for one that was asked for.</summary>
    public string? NeededBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Action} {Type} '{Name}'";
}
