namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A pull request.</summary>
internal sealed record AzurePullRequest
{
    public int PullRequestId { get; init; }

    public AzureRepository? Repository { get; init; }

    /// <summary><c>active</c>, <c>completed</c>, <c>abandoned</c>.</summary>
    public string Status { get; set; } = "";

    public string Title { get; set; } = "";

    public string? Description { get; init; }

    public AzureIdentityRef? CreatedBy { get; init; }

    public DateTimeOffset CreationDate { get; init; }

    public DateTimeOffset? ClosedDate { get; init; }

    public string SourceRefName { get; set; } = "";

    public string TargetRefName { get; set; } = "";

    public AzureForkRef? ForkSource { get; init; }

    public bool IsDraft { get; init; }

    /// <summary><c>notSet</c>, <c>queued</c>, <c>conflicts</c>, <c>succeeded</c>, <c>rejectedByPolicy</c>, <c>failure</c>.</summary>
    public string? MergeStatus { get; init; }

    public string? MergeFailureMessage { get; init; }

    public AzureCommitRef? LastMergeSourceCommit { get; init; }

    public AzureCommitRef? LastMergeTargetCommit { get; init; }

    public AzureCommitRef? LastMergeCommit { get; init; }

    public IReadOnlyList<AzureIdentityRef>? Reviewers { get; init; }

    public bool IsActive => string.Equals(Status, "active", StringComparison.OrdinalIgnoreCase);

    public bool IsCompleted => string.Equals(Status, "completed", StringComparison.OrdinalIgnoreCase);

    /// <summary>The head that Azure looked at last.</summary>
    public string Head => LastMergeSourceCommit?.CommitId ?? "";

    public bool MergeIs(string status) => string.Equals(MergeStatus, status, StringComparison.OrdinalIgnoreCase);
}
