namespace MlopsCmdlets.Git.Errors;

/// <summary>The name is taken by something else than what was to be made.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="what">What has the name, for example <c>branch optimize at 3f2a…</c>.</param>
/// <param name="inner">What it was made of.</param>
public sealed class GitHostAlreadyExistsException(GitHostFailure failure, string what, Exception? inner = null)
    : GitHostException(failure, $"{what} is there already. It was not changed.", inner)
{
    /// <summary>What has the name, for example <c>branch optimize at 3f2a…</c>.</summary>
    public string What { get; } = what;

    /// <inheritdoc/>
    public override string RecommendedAction => "Choose another name, or remove what has it.";
}
