namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A repository; for a new one, what it shall be.</summary>
internal sealed record AzureRepository
{
    public string Id { get; set; } = "";

    public string? Name { get; init; }

    public AzureProject? Project { get; init; }

    /// <summary>With <c>refs/heads/</c>; null while there is no branch.</summary>
    public string? DefaultBranch { get; init; }

    public AzureRepository? ParentRepository { get; init; }

    public HostRepositoryName ToName() => new(Project?.Name ?? "", Name ?? "");
}
