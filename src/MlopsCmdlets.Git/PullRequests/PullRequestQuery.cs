namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Which pull requests to list.</summary>
public sealed record PullRequestQuery
{
    /// <summary>Null means all states.</summary>
    public PullRequestState? State { get; init; }

    /// <summary>Only into this branch.</summary>
    public string? Base { get; init; }

    /// <summary>Only from this branch.</summary>
    public string? Head { get; init; }

    /// <summary>At most this many.</summary>
    public int Limit { get; init; } = 100;
}
