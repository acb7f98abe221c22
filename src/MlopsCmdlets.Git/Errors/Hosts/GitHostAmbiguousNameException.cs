namespace MlopsCmdlets.Git.Errors;

/// <summary>A name fits several users or groups.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="name">The name.</param>
/// <param name="candidates">Those that it fits.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostAmbiguousNameException(GitHostFailure failure, string name, IReadOnlyList<string> candidates, Exception? inner = null)
    : GitHostException(failure, $"'{name}' can be {string.Join(" or ", candidates)}.", inner)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Those that it fits.</summary>
    public IReadOnlyList<string> Candidates { get; } = candidates;

    /// <inheritdoc/>
    public override string RecommendedAction => "Give the whole login, or the id.";
}
