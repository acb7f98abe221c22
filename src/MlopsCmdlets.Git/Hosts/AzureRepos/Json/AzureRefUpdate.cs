namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A change of a reference: both ids are 40 hexadecimal digits, zeros for none.</summary>
internal sealed record AzureRefUpdate(string Name, string OldObjectId, string NewObjectId);
