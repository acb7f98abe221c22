using System.Text.Json.Nodes;
using MlopsCmdlets.Sandbox.Git.Accounts;

namespace MlopsCmdlets.Sandbox.Git.Azure;

/// <summary>A discussion of a pull request.</summary>
internal sealed class AzureThread(int id, DateTimeOffset publishedAt)
{
    public int Id => id;

    public DateTimeOffset PublishedAt { get; } = publishedAt;

    public DateTimeOffset UpdatedAt { get; set; } = publishedAt;

    /// <summary><c>active</c>, <c>fixed</c>, <c>closed</c>, …; null for a thread without one.</summary>
    public string? Status { get; set; }

    public JsonObject Properties { get; init; } = [];

    /// <summary>Whose vote it notes; null for a discussion of people.</summary>
    public GitUser? Voter { get; init; }

    public List<AzureComment> Comments { get; } = [];
}
