using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Reads reviews, and tells those that count from those that anybody may write below a public pull request.</summary>
internal sealed class GitHubVerdicts(GitHubCalls calls)
{
    public Task<IReadOnlyList<Octokit.PullRequestReview>> AllAsync(HostRepositoryName repository, int number, CancellationToken cancellationToken) => calls.SendAsync(
        $"read the reviews of pull request {repository}#{number}",
        $"pull request {repository}#{number}",
        client => client.PullRequest.Review.GetAll(repository.Owner, repository.Name, number, GitHubCalls.AllPages),
        cancellationToken);

    /// <summary>The latest verdict of each reviewer; a comment does not replace a verdict.</summary>
    public async Task<IReadOnlyList<Review>> LatestAsync(HostRepositoryName repository, int number, string? author, CancellationToken cancellationToken)
    {
        var latest =
            from review in await AllAsync(repository, number, cancellationToken).ConfigureAwait(false)
            where review.User is not null && !string.Equals(review.User.Login, author, StringComparison.OrdinalIgnoreCase) && StateOf(review) != "PENDING"
            group review by review.User.Id into own
            select own.LastOrDefault(review => VerdictOf(review) != ReviewVerdict.Comment) ?? own.Last();
        var found = new List<Review>();
        foreach (var review in latest)
        {
            var verdict = VerdictOf(review);
            var counts = StateOf(review) != "DISMISSED" && (verdict == ReviewVerdict.Comment || await MayWriteAsync(repository, review, cancellationToken).ConfigureAwait(false));
            found.Add(new Review(GitHubMap.User(review.User), verdict, review.CommitId, !counts));
        }

        return found;
    }

    /// <summary>GitHub does not tell what a dismissed review said; pushes dismiss approvals only.</summary>
    public static ReviewVerdict VerdictOf(Octokit.PullRequestReview review) => StateOf(review) switch
    {
        "APPROVED" or "DISMISSED" => ReviewVerdict.Approve,
        "CHANGES_REQUESTED" => ReviewVerdict.Reject,
        _ => ReviewVerdict.Comment,
    };

    private static string? StateOf(Octokit.PullRequestReview review) => review.State.StringValue?.ToUpperInvariant();

    /// <summary>
    /// GitHub counts reviews of those only who may write, which only those see who may write themselves. What a review says of its writer is not enough: to a token that
    /// does not see private members of the organisation, such as a pipeline's, they are contributors or nothing.
    /// </summary>
    private async Task<bool> MayWriteAsync(HostRepositoryName repository, Octokit.PullRequestReview review, CancellationToken cancellationToken)
    {
        var association = review.AuthorAssociation.StringValue?.ToUpperInvariant();
        if (association == "OWNER")
            return true;
        try
        {
            var found = await calls.ReadAsync(
                $"read what {review.User.Login} may do in {repository}",
                $"user {review.User.Login}",
                $"repos/{repository.Owner}/{repository.Name}/collaborators/{GitHubCalls.Escape(review.User.Login)}/permission",
                cancellationToken).ConfigureAwait(false);
            return (string?)found?["permission"] is "write" or "admin" or "maintain";
        }
        catch (GitHostException e) when (e is GitHostAccessDeniedException or GitHostNotFoundException or GitHostScopeException)
        {
            return association is "MEMBER" or "COLLABORATOR";
        }
    }
}
