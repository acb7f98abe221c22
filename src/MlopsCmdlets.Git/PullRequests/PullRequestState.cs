namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Whether a pull request waits, was merged, or was given up.</summary>
public enum PullRequestState
{
    /// <summary>It waits.</summary>
    Open,

    /// <summary>It was merged.</summary>
    Merged,

    /// <summary>It was closed or abandoned without a merge.</summary>
    Closed,
}
