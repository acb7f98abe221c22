using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>From Octokit's models to those of all hosts.</summary>
internal static class GitHubMap
{
    public static HostUser User(Octokit.User? user) =>
        user is null ? new("", "ghost") : new(user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), user.Login) { DisplayName = user.Name };

    public static HostRepositoryName Name(Octokit.Repository repository) => new(repository.Owner.Login, repository.Name);

    public static HostRepository Repository(Octokit.Repository repository, bool isEmpty) =>
        new(Name(repository), new Uri(repository.CloneUrl), new Uri(repository.HtmlUrl), isEmpty ? null : repository.DefaultBranch)
        {
            Id = repository.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Parent = repository.Parent is { } parent ? Name(parent) : null,
            IsOwnedByOrganization = repository.Owner.Type == Octokit.AccountType.Organization,
        };

    public static HostBranch Branch(Octokit.Branch branch) => new(branch.Name, branch.Commit.Sha, branch.Protected);

    /// <summary>What lists tell of a pull request: reviews, checks and merge state are not among it.</summary>
    public static PullRequest PullRequest(HostRepositoryName repository, Octokit.PullRequest pull) =>
        new(repository, pull.Number, pull.Title ?? "", StateOf(pull))
        {
            Body = pull.Body ?? "",
            Author = User(pull.User),
            Head = pull.Head.Ref,
            // Gone with its fork.
            HeadRepository = pull.Head.Repository is { } source ? Name(source) : null,
            HeadCommit = pull.Head.Sha,
            Base = pull.Base.Ref,
            BaseCommit = pull.Base.Sha,
            MergeCommit = StateOf(pull) == PullRequestState.Merged ? pull.MergeCommitSha : null,
            RequestedReviewers = [.. pull.RequestedReviewers.Select(User), .. pull.RequestedTeams.Select(team => new HostUser(team.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "team:" + team.Slug))],
            WebUrl = new Uri(pull.HtmlUrl),
            CreatedAt = pull.CreatedAt,
            MergedAt = pull.MergedAt,
        };

    public static PullRequestState StateOf(Octokit.PullRequest pull) =>
        pull.MergedAt is not null ? PullRequestState.Merged : pull.State.Value == Octokit.ItemState.Open ? PullRequestState.Open : PullRequestState.Closed;

    /// <summary>GitHub works it out after the first look; until then it says nothing.</summary>
    public static Mergeability MergeabilityOf(Octokit.PullRequest pull) => pull.State.Value != Octokit.ItemState.Open ? Mergeability.Unknown : (pull.Mergeable, pull.MergeableState?.StringValue) switch
    {
        (null, _) => Mergeability.Unknown,
        (false, _) or (_, "dirty") => Mergeability.Conflict,
        (_, "blocked" or "behind" or "draft") => Mergeability.Blocked,
        (_, "unknown") => Mergeability.Unknown,
        _ => Mergeability.Ready,
    };
}
