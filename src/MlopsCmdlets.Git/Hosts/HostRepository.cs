namespace MlopsCmdlets.Git.Hosts;

/// <summary>A repository as the host describes it.</summary>
/// <param name="Name">Owner and name.</param>
/// <param name="CloneUrl">Where git clones it from, without user name or token.</param>
/// <param name="WebUrl">Where people look at it.</param>
/// <param name="DefaultBranch">Name of the default branch; null for an empty one.</param>
public sealed record HostRepository(HostRepositoryName Name, Uri CloneUrl, Uri WebUrl, string? DefaultBranch)
{
    /// <summary>The host's own id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The repository that it was forked from; null for none.</summary>
    public HostRepositoryName? Parent { get; init; }

    /// <summary>Whether an organisation owns it; some rules need one. Always true for Azure Repos.</summary>
    public bool IsOwnedByOrganization { get; init; }
}
