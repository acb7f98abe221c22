namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>What became of a change of a reference.</summary>
internal sealed record AzureRefUpdateResult
{
    public bool Success { get; init; }

    /// <summary><c>succeeded</c>, <c>staleOldObjectId</c>, <c>rejectedByPolicy</c>, <c>writePermissionRequired</c>, …</summary>
    public string UpdateStatus { get; set; } = "";

    public string? CustomMessage { get; init; }
}
