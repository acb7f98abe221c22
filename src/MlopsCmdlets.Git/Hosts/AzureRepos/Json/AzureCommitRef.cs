namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A commit by its id.</summary>
internal sealed record AzureCommitRef(string CommitId);
