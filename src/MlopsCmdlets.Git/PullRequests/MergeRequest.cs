namespace MlopsCmdlets.Git.PullRequests;

/// <summary>How to merge.</summary>
/// <param name="ExpectedHead">Only this head is merged, 40 hexadecimal digits.</param>
public sealed record MergeRequest(string ExpectedHead)
{
    /// <summary>How; null takes the first way that the rules allow: merge, squash, rebase.</summary>
    public MergeStrategy? Strategy { get; init; }

    /// <summary>Deletes the head's branch afterwards.</summary>
    public bool DeleteBranch { get; init; }

    /// <summary>Waits this long for required checks and for merges that the host does later.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Told what it waits for.</summary>
    public IProgress<string>? Progress { get; init; }
}
