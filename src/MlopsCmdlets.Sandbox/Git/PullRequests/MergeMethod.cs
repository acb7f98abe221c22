namespace MlopsCmdlets.Sandbox.Git.PullRequests;

internal enum MergeMethod
{
    /// <summary>A merge commit.</summary>
    Merge,

    /// <summary>One new commit on the base.</summary>
    Squash,

    /// <summary>The commits again, on top of the base.</summary>
    Rebase,

    /// <summary>The commits again on top of the base, and a merge commit (Azure's semi-linear merge).</summary>
    RebaseMerge,
}
