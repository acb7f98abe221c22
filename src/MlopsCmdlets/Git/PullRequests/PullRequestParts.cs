using MlopsCmdlets.Git.Notebooks.Sources;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>What the text of a pull request is made from.</summary>
/// <param name="Head">The branch to merge.</param>
/// <param name="Base">The branch to merge into.</param>
internal sealed record PullRequestParts(string Head, string Base)
{
    /// <summary>What the author says, Markdown.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The notebooks that the head changes.</summary>
    public IReadOnlyList<RevisionNotebook> Notebooks { get; init; } = [];

    /// <summary>Plan, measurements and gates as Markdown; empty for none.</summary>
    public string Report { get; init; } = "";
}
