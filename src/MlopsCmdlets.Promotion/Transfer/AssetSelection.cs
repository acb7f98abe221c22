namespace MlopsCmdlets.Promotion.Transfer;

/// <summary>
/// Which assets to copy. Ids, names and types add conditions; none of them means all assets.
/// Superseded and non-travelling assets (job runs) are left out unless asked for by id.
/// </summary>
public sealed record AssetSelection
{
    /// <summary>Everything in the container.</summary>
    public static AssetSelection All { get; } = new();

    /// <summary>These assets; each must exist.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Assets with exactly these names; each must exist, and only once.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Only assets of these types, in the server's terms, for example <c>wml_model</c>.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>True when neither ids nor names restrict the selection.</summary>
    public bool IsOpen => Ids.Count == 0 && Names.Count == 0;
}
