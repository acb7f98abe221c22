namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A branch or tag.</summary>
internal sealed record AzureRef
{
    /// <summary>With <c>refs/</c>.</summary>
    public string Name { get; set; } = "";

    public string ObjectId { get; set; } = "";

    /// <summary>What an annotated tag points to; null for others.</summary>
    public string? PeeledObjectId { get; init; }
}
