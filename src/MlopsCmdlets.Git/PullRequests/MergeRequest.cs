using MlopsCmdlets.Git.Errors;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>How to merge.</summary>
/// <param name="ExpectedHead">Only this head is merged, 40 hexadecimal digits.</param>
public sealed record MergeRequest(string ExpectedHead)
{
    /// <summary>Only into this branch: whoever may edit a pull request can give it another base, and its head stays the same. Null takes the base that it has.</summary>
    public string? ExpectedBase { get; init; }

    /// <summary>How; null takes the first way that the rules allow: merge, squash, rebase.</summary>
    public MergeStrategy? Strategy { get; init; }

    /// <summary>Deletes the head's branch afterwards.</summary>
    public bool DeleteBranch { get; init; }

    /// <summary>Told why the branch could not be deleted: the merge is made then, and is given back. Null throws that.</summary>
    public Action<GitHostException>? BranchKept { get; init; }

    /// <summary>Waits this long for required checks and for merges that the host does later.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Told what it waits for.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>Deletes the head's branch after the merge, if that is asked for; where somebody is to be told, a failure does not hide the merge.</summary>
    /// <exception cref="GitHostException">It failed, and nobody is told.</exception>
    internal async Task DeleteBranchAsync(Func<Task> delete)
    {
        try
        {
            if (DeleteBranch)
                await delete().ConfigureAwait(false);
        }
        catch (GitHostException e) when (BranchKept is { } tell)
        {
            tell(e);
        }
    }

    /// <exception cref="PullRequestNotMergeableException">It goes into another base than expected.</exception>
    internal void RequireBase(string actual, GitHostFailure failure)
    {
        if (ExpectedBase is not null && !string.Equals(actual, ExpectedBase, StringComparison.Ordinal))
            throw new PullRequestNotMergeableException(failure, $"it goes into '{actual}' now, not into '{ExpectedBase}'.");
    }
}
