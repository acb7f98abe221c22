using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.GitHub;

/// <summary>A comment of a pull request's conversation.</summary>
internal sealed class IssueComment(long id, GitUser user, DateTimeOffset createdAt)
{
    public long Id => id;

    public GitUser User => user;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public required string Body { get; set; }

    public DateTimeOffset UpdatedAt { get; set; } = createdAt;
}
