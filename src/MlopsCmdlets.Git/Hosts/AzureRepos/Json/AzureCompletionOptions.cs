namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>How a pull request is completed.</summary>
internal sealed record AzureCompletionOptions
{
    public bool? DeleteSourceBranch { get; init; }

    /// <summary><c>noFastForward</c>, <c>squash</c>, <c>rebase</c>, <c>rebaseMerge</c>.</summary>
    public string? MergeStrategy { get; init; }

    public bool? BypassPolicy { get; init; }
}
