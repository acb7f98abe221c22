namespace MlopsCmdlets.Git.Hosts.AzureRepos.Json;

/// <summary>A comment in a discussion.</summary>
internal sealed record AzureComment
{
    public int? Id { get; init; }

    public int? ParentCommentId { get; init; }

    public string? CommentType { get; init; }

    public string? Content { get; init; }

    public AzureIdentityRef? Author { get; init; }

    public bool? IsDeleted { get; init; }
}
