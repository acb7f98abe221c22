namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A pull request to open.</summary>
internal sealed record AzureNewPullRequest
{
    public string SourceRefName { get; init; } = "";

    public string TargetRefName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    public AzureForkSource? ForkSource { get; init; }

    public IReadOnlyList<AzureId> Reviewers { get; init; } = [];
}
