namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A branch or tag.</summary>
internal sealed record AzureRef
{
    /// <summary>With <c>refs/</c>.</summary>
    public string Name { get; init; } = "";

    public string ObjectId { get; init; } = "";

    /// <summary>What an annotated tag points to; null for others.</summary>
    public string? PeeledObjectId { get; init; }
}
