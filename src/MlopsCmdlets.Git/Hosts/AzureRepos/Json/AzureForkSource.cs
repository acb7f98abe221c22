namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>The branch of a fork that a new pull request comes from.</summary>
internal sealed record AzureForkSource(string Name, AzureId Repository);
