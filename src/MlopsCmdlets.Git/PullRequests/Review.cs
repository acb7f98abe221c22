using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>One reviewer's latest verdict.</summary>
/// <param name="Reviewer">Who.</param>
/// <param name="Verdict">What they say.</param>
/// <param name="Commit">The head that they looked at; null where the host does not tell.</param>
/// <param name="IsStale">True when it does not count: the head moved and the host dismissed it, or the reviewer may not write.</param>
public sealed record Review(HostUser Reviewer, ReviewVerdict Verdict, string? Commit, bool IsStale)
{
    /// <summary>For example <c>lead: Approve</c>.</summary>
    public override string ToString() => $"{Reviewer}: {Verdict}{(IsStale ? " (stale)" : "")}";
}
