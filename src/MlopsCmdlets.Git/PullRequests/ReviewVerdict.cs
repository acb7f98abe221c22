namespace MlopsCmdlets.Git.PullRequests;

/// <summary>What a reviewer says.</summary>
public enum ReviewVerdict
{
    /// <summary>Nothing decided.</summary>
    Comment,

    /// <summary>Yes.</summary>
    Approve,

    /// <summary>Not like this: changes requested on GitHub, rejected on Azure Repos.</summary>
    Reject,
}
