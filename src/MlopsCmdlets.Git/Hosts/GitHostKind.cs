namespace MlopsCmdlets.Git.Hosts;

/// <summary>Which product serves the repositories.</summary>
public enum GitHostKind
{
    /// <summary>GitHub or GitHub Enterprise.</summary>
    GitHub,

    /// <summary>Azure Repos: Azure DevOps Services or Server.</summary>
    AzureRepos,
}
