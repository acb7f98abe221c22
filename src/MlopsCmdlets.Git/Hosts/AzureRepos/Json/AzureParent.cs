namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The repository that a fork is made of.</summary>
internal sealed record AzureParent(string Id, AzureId Project);
