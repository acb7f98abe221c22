namespace MlopsCmdlets.Git.Errors;

/// <summary>A rule of the branch forbids it.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="branch">The branch.</param>
/// <param name="inner">What it was made of.</param>
public sealed class BranchProtectedException(GitHostFailure failure, string branch, Exception? inner = null)
    : GitHostException(failure, $"the branch '{branch}' is protected. It was not changed.", inner)
{
    /// <summary>The branch.</summary>
    public string Branch { get; } = branch;

    /// <inheritdoc/>
    public override string RecommendedAction => "Change it by a pull request; Get-MlopsBranch shows its rules.";
}
