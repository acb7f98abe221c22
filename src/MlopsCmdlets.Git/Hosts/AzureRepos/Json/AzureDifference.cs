namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>How two commits stand to each other.</summary>
internal sealed record AzureDifference
{
    /// <summary>The newest commit that both have in their history; null for unrelated histories.</summary>
    public string? CommonCommit { get; init; }

    /// <summary>Commits that the target has and the base lacks.</summary>
    public int AheadCount { get; init; }

    /// <summary>Commits that the base has and the target lacks.</summary>
    public int BehindCount { get; init; }
}
