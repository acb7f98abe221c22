namespace MlopsCmdlets.Git.Tests.Hosts;

/// <summary>A change that a host makes in one request.</summary>
public enum HostChangeKind
{
    Branch,
    PullRequest,
    Merge,
    Comment,
    Status,
    Review,
}
