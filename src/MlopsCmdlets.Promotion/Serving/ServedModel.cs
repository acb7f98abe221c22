namespace MlopsCmdlets.Promotion.Serving;

/// <summary>A deployment and what it serves.</summary>
/// <param name="Id">The deployment's id.</param>
/// <param name="Name">Its name; not unique.</param>
/// <param name="AssetId">The asset that it serves.</param>
/// <param name="IsOnline">True for online, false for batch and others.</param>
/// <param name="State"><c>ready</c>, <c>initializing</c>, <c>updating</c>, <c>failed</c>.</param>
public sealed record ServedModel(string Id, string Name, string? AssetId, bool IsOnline, string State)
{
    /// <summary>The stable name for scoring, if it has one.</summary>
    public string? ServingName { get; init; }

    /// <summary>The revision of the asset, if one is pinned.</summary>
    public string? AssetRevision { get; init; }

    /// <summary>Tags of the deployment.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
