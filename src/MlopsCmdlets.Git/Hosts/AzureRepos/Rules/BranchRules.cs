using MlopsCmdlets.Git.Hosts.AzureRepos.Json;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Rules;

/// <summary>What protects a branch, in Azure Repos' own documents.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Policies">All policies of the project.</param>
/// <param name="Permissions">The permissions that count for it; null when they may not be read.</param>
internal sealed record BranchRules(AzureRepository Repository, string Branch, IReadOnlyList<AzurePolicy> Policies, PermissionChain? Permissions)
{
    /// <summary>Policies of this branch alone.</summary>
    public IReadOnlyList<AzurePolicy> Own => BranchPolicies.OnlyFor(Policies, Repository, Branch);

    /// <summary>Policies that count for it.</summary>
    public IReadOnlyList<AzurePolicy> InForce => BranchPolicies.For(Policies, Repository, Branch);

    /// <summary>Policies that a pull request into it has to meet. One alone forbids direct pushes.</summary>
    public IReadOnlyList<AzurePolicy> Blocking => InForce.Where(p => p.IsBlocking).ToList();

    public IEnumerable<AzurePolicy> BlockingOf(string kind) => Blocking.Where(p => p.Is(kind));
}
