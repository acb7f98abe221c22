namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>What an identity is explicitly allowed and denied.</summary>
internal sealed record AzureAccessEntry(string Descriptor, int Allow, int Deny);
