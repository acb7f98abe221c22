namespace MlopsCmdlets.Promotion.Serving;

/// <summary>An online deployment to create.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AssetId">What it serves.</param>
public sealed record ServingRequest(string Name, string AssetId)
{
    /// <summary>The stable name for scoring; null for none.</summary>
    public string? ServingName { get; init; }

    /// <summary>Name of the hardware specification; null for the server's default.</summary>
    public string? HardwareSpecification { get; init; }

    /// <summary>Tags, for example of a temporary deployment.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
