namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A state of a pull request's head.</summary>
internal sealed record AzureIteration
{
    public int Id { get; init; }

    public DateTimeOffset? CreatedDate { get; init; }

    public AzureCommitRef? SourceRefCommit { get; init; }
}
