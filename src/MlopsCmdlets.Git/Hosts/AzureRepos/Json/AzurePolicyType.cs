namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>What kind of policy.</summary>
internal sealed record AzurePolicyType
{
    public string Id { get; set; } = "";

    public string? DisplayName { get; init; }
}
