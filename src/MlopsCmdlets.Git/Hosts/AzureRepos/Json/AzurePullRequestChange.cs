namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A change of a pull request; what is null stays.</summary>
internal sealed record AzurePullRequestChange(string Status)
{
    public AzureCommitRef? LastMergeSourceCommit { get; init; }

    public AzureCompletionOptions? CompletionOptions { get; init; }
}
