namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A repository to make, maybe as a fork of another.</summary>
internal sealed record AzureNewRepository(string Name, AzureId Project, AzureParent? ParentRepository);
