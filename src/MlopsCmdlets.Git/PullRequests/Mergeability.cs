namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Whether a pull request could be merged.</summary>
public enum Mergeability
{
    /// <summary>The host has not worked it out yet.</summary>
    Unknown,

    /// <summary>Nothing stands in its way.</summary>
    Ready,

    /// <summary>A review, check or other rule is missing.</summary>
    Blocked,

    /// <summary>Both sides changed the same lines.</summary>
    Conflict,
}
