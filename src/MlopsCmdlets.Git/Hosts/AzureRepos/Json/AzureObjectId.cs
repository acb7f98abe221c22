namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A Git object by its id.</summary>
internal sealed record AzureObjectId(string ObjectId);
