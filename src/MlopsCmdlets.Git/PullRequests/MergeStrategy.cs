namespace MlopsCmdlets.Git.PullRequests;

/// <summary>How a merge is made.</summary>
public enum MergeStrategy
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One commit with all changes.</summary>
    Squash,

    /// <summary>The commits again on top of the base.</summary>
    Rebase,
}
