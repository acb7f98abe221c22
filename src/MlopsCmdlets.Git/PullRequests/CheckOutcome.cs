namespace MlopsCmdlets.Git.PullRequests;

/// <summary>How a check stands.</summary>
public enum CheckOutcome
{
    /// <summary>It runs, or has not begun.</summary>
    Pending,

    /// <summary>It is green: success, neutral or skipped on GitHub; succeeded or notApplicable on Azure Repos.</summary>
    Succeeded,

    /// <summary>It is red: failure, error, cancelled, timed out.</summary>
    Failed,
}
