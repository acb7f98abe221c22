namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A thing by its id.</summary>
internal sealed record AzureId(string Id);
