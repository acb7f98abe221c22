namespace MlopsCmdlets.Git.Errors;

/// <summary>A pull request lacks approvals that the base demands.</summary>
/// <param name="failure">What was tried.</param>
/// <param name="required">How many are demanded; null when unknown.</param>
/// <param name="given">How many count.</param>
/// <param name="rejectedBy">Who asks for changes.</param>
/// <param name="inner">What it was made of.</param>
/// <param name="remark">Why approvals that were given do not count, a sentence; null for nothing to say.</param>
public sealed class ReviewsMissingException(GitHostFailure failure, int? required, int given, IReadOnlyList<string> rejectedBy, Exception? inner = null, string? remark = null)
    : GitHostException(failure, rejectedBy.Count > 0
        ? $"changes are requested by {string.Join(", ", rejectedBy)}. Nothing was merged."
        : required is { } count ? $"{count} {(count == 1 ? "approval is" : "approvals are")} required, and it has {given}.{(remark is null ? "" : " " + remark)} Nothing was merged." : "a required review is missing. Nothing was merged.", inner)
{
    /// <summary>How many are demanded; null when unknown.</summary>
    public int? Required { get; } = required;

    /// <summary>How many count.</summary>
    public int Given { get; } = given;

    /// <summary>Who asks for changes.</summary>
    public IReadOnlyList<string> RejectedBy { get; } = rejectedBy;

    /// <inheritdoc/>
    public override string RecommendedAction => "Let somebody else than the author" + (remark is null ? "" : " and whoever pushed last") + " approve it: Approve-MlopsPullRequest.";
}
