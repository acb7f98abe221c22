using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A pull request, the same on every host.</summary>
/// <param name="Repository">The repository that it merges into.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Title">Its title, as the host sent it.</param>
/// <param name="State">Open, merged or closed.</param>
public sealed record PullRequest(HostRepositoryName Repository, int Number, string Title, PullRequestState State)
{
    /// <summary>Its text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Who opened it.</summary>
    public HostUser Author { get; init; } = new("", "");

    /// <summary>The branch that is merged.</summary>
    public string Head { get; init; } = "";

    /// <summary>The repository of that branch: differs from <see cref="Repository"/> for a fork.</summary>
    public HostRepositoryName? HeadRepository { get; init; }

    /// <summary>Tip of that branch, 40 hexadecimal digits.</summary>
    public string HeadCommit { get; init; } = "";

    /// <summary>The branch that it merges into.</summary>
    public string Base { get; init; } = "";

    /// <summary>Tip of that branch when it was read.</summary>
    public string? BaseCommit { get; init; }

    /// <summary>The commit that the merge made; null before.</summary>
    public string? MergeCommit { get; init; }

    /// <summary>Whether it could be merged now.</summary>
    public Mergeability Mergeable { get; init; }

    /// <summary>Why not, in the host's words; empty when it can.</summary>
    public IReadOnlyList<string> Blockers { get; init; } = [];

    /// <summary>The latest verdict of each reviewer.</summary>
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>Who is asked for a review and has given none.</summary>
    public IReadOnlyList<HostUser> RequestedReviewers { get; init; } = [];

    /// <summary>Whose approval it cannot be merged without, given or not. Empty on GitHub, which demands numbers of approvals and asks code owners like others.</summary>
    public IReadOnlyList<HostUser> RequiredReviewers { get; init; } = [];

    /// <summary>How many approvals the base demands; null when unknown.</summary>
    public int? RequiredApprovals { get; init; }

    /// <summary>Statuses and checks of its head.</summary>
    public IReadOnlyList<CheckState> Checks { get; init; } = [];

    /// <summary>Where people look at it.</summary>
    public Uri? WebUrl { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was merged.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>For example <c>churn-team/mlops-churn-prediction#7</c>.</summary>
    public override string ToString() => $"{Repository}#{Number}";
}
