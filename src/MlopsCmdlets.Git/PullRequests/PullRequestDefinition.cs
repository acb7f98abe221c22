using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A pull request to open.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Head">The branch to merge.</param>
/// <param name="Base">The branch to merge into.</param>
public sealed record PullRequestDefinition(string Title, string Head, string Base)
{
    /// <summary>Its text, Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>The repository of the head, when it is another than that of the base.</summary>
    public HostRepositoryName? HeadRepository { get; init; }

    /// <summary>Logins to ask for a review.</summary>
    public IReadOnlyList<string> Reviewers { get; init; } = [];
}
