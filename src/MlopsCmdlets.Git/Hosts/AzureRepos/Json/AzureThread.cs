namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A discussion of a pull request.</summary>
internal sealed record AzureThread
{
    public int? Id { get; init; }

    /// <summary><c>active</c>, <c>fixed</c>, <c>closed</c>, …; policies for comments look at it.</summary>
    public string? Status { get; init; }

    public bool? IsDeleted { get; init; }

    public IReadOnlyList<AzureComment>? Comments { get; init; }
}
