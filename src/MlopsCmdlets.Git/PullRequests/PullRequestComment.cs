using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A comment that was written on a pull request.</summary>
/// <param name="Repository">Where the pull request is.</param>
/// <param name="Number">The pull request's number.</param>
/// <param name="Key">The comment's name among those of its user.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Id">Its id on the host: that of the comment on GitHub, that of the discussion on Azure Repos.</param>
/// <param name="WebUrl">Its place on the pull request's page; null where the host does not tell.</param>
public sealed record PullRequestComment(HostRepositoryName Repository, int Number, string Key, CommentChange Change, long Id, Uri? WebUrl)
{
    /// <summary>For example <c>churn-team/mlops-churn#7: uat-report</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Repository}#{Number}: {Key}");
}
