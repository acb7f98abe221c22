using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A project of an Azure DevOps organisation.</summary>
internal sealed record AzureProject(GitOrganization Organization, string Id, string Name);
