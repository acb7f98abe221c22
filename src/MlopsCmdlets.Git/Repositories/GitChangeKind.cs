namespace MlopsCmdlets.Git.Repositories;

/// <summary>How a file of a work tree differs from the commit that is checked out.</summary>
public enum GitChangeKind
{
    /// <summary>The commit lacks it.</summary>
    Added,

    /// <summary>Its content or mode differs.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>A merge left conflicts in it.</summary>
    Conflicted,
}
