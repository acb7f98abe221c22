namespace MlopsCmdlets.Cpd.Models;

/// <summary>What to search for in a container.</summary>
public sealed record CpdAssetQuery
{
    /// <summary>An asset type, or <c>asset</c> for all types.</summary>
    public string Type { get; init; } = "asset";

    /// <summary>A Lucene query, for example <c>asset.name:churn*</c>.</summary>
    public string Query { get; init; } = "*:*";

    /// <summary>Assets per page, at most 200.</summary>
    public int PageSize { get; init; } = 200;
}
