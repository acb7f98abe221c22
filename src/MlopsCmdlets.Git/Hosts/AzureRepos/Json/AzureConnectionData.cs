namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>Who a token belongs to.</summary>
internal sealed record AzureConnectionData
{
    public AzureIdentity? AuthenticatedUser { get; init; }
}
