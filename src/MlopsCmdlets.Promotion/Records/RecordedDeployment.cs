namespace MlopsCmdlets.Promotion.Records;

/// <summary>The deployment in an entry of a record.</summary>
/// <param name="Id">Its id; kept by every switch.</param>
/// <param name="Name">Its name.</param>
/// <param name="ServingName">Its serving name, if it has one.</param>
/// <param name="AssetId">The model that serves after this entry.</param>
/// <param name="PreviousAssetId">The model that served before; null for a new deployment.</param>
public sealed record RecordedDeployment(string Id, string Name, string? ServingName, string AssetId, string? PreviousAssetId)
{
    /// <summary>Content hash of the model that serves after this entry.</summary>
    public string? AssetSha256 { get; init; }

    /// <summary>True when this entry created it.</summary>
    public bool IsNew { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' serves {AssetId}";
}
