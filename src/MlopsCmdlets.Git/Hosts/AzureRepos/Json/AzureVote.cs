namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A vote.</summary>
internal sealed record AzureVote(int Vote);
