namespace MlopsCmdlets.Git.PullRequests;

/// <summary>What became of a comment with a key.</summary>
public enum CommentChange
{
    /// <summary>There was none of this user with the key.</summary>
    Added,

    /// <summary>The earlier one has the new text.</summary>
    Updated,

    /// <summary>The earlier one said the same.</summary>
    Unchanged,
}
