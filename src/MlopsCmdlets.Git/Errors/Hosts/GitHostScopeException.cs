namespace MlopsCmdlets.Git.Errors;

/// <summary>The token does not carry a right that the call needs, whoever its owner is.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="needed">Any of these would do; empty when the host does not say.</param>
/// <param name="granted">What the token has; empty when the host does not say.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostScopeException(GitHostFailure failure, IReadOnlyList<string> needed, IReadOnlyList<string> granted, Exception? inner = null)
    : GitHostException(failure, needed.Count > 0
        ? $"the token lacks the right {string.Join(" or ", needed)} (it has {(granted.Count > 0 ? string.Join(", ", granted) : "none that the host names")})."
        : "the token lacks a right for it.", inner)
{
    /// <summary>Any of these would do; empty when the host does not say.</summary>
    public IReadOnlyList<string> Needed { get; } = needed;

    /// <summary>What the token has, as the host names it; empty when it does not say.</summary>
    public IReadOnlyList<string> Granted { get; } = granted;

    /// <inheritdoc/>
    public override string RecommendedAction => Needed.Count > 0 ? $"Make a token with the right {string.Join(" or ", Needed)}, and connect again." : "Make a token with more rights, and connect again; tokens of pipelines lack some whatever their owner may do.";
}
