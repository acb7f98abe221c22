namespace MlopsCmdlets.Promotion.Applying;

/// <summary>What to go back to.</summary>
public sealed record UndoRequest
{
    /// <summary>Sequence number of the entry whose model is to serve again; null for the one before the present.</summary>
    public int? To { get; init; }

    /// <summary>Name or id of the deployment; null when the record knows only one.</summary>
    public string? Deployment { get; init; }
}
