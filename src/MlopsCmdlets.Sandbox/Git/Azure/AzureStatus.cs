using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A status of a commit, or of a pull request (then maybe of one iteration only).</summary>
internal sealed record AzureStatus(int Id, string? Sha, int? Iteration, string State, string? Description, string Name, string? Genre, string? TargetUrl, GitUser Creator, DateTimeOffset CreatedAt)
{
    /// <summary>How many heads the pull request had had when it was set.</summary>
    public int HeadNumber { get; init; }
}
