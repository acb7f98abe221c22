using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A comment in a thread.</summary>
internal sealed class AzureComment(int id, GitUser author, DateTimeOffset publishedAt)
{
    public int Id => id;

    public GitUser Author => author;

    public DateTimeOffset PublishedAt => publishedAt;

    public int Parent { get; init; }

    public required string Content { get; set; }

    /// <summary>The host wrote it.</summary>
    public bool IsOfHost { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public bool IsDeleted { get; set; }
}
