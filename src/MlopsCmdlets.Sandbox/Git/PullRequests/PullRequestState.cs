namespace MlopsCmdlets.Sandbox.Git.PullRequests;

internal enum PullRequestState
{
    Open,

    /// <summary>Closed (GitHub) or abandoned (Azure) without a merge.</summary>
    Closed,

    Merged,
}
