using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Reviews of pull requests.</summary>
internal sealed class GitHubReviews(GitHubCalls calls, GitHubPullRequests pulls)
{
    public async Task<PullRequest> GiveAsync(HostRepositoryName repository, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken)
    {
        var action = $"{Verb(verdict)} pull request {repository}#{number}";
        if (verdict == ReviewVerdict.Comment && string.IsNullOrWhiteSpace(comment))
            throw new ArgumentException("A review that only comments needs a text.", nameof(comment));
        var pull = await pulls.RawAsync(repository, number, cancellationToken).ConfigureAwait(false);
        var author = pull.User?.Login ?? "";
        if (GitHubMap.StateOf(pull) != PullRequestState.Open)
            throw new PullRequestNotMergeableException(calls.Failure(action), "it is not open.");
        if (pull.Head.Sha != expectedHead)
            throw new PullRequestHeadMovedException(calls.Failure(action), expectedHead, pull.Head.Sha);
        var me = (await calls.FindMeAsync(cancellationToken).ConfigureAwait(false))?.Login;
        if (verdict != ReviewVerdict.Comment && string.Equals(me, author, StringComparison.OrdinalIgnoreCase))
            throw new OwnPullRequestException(calls.Failure(action), author);

        // GitHub wants a reason for everything but an approval.
        var body = comment is { Length: > 0 } ? comment : verdict == ReviewVerdict.Reject ? "Changes requested." : null;
        var review = new Octokit.PullRequestReviewCreate { CommitId = expectedHead, Body = body, Event = EventOf(verdict) };
        try
        {
            await HostChange.MakeAsync(
                calls.Time,
                () => calls.SendAsync(action, $"pull request {repository}#{number}", client => client.PullRequest.Review.Create(repository.Owner, repository.Name, number, review), cancellationToken),
                async () => (await AllAsync(calls, repository, number, cancellationToken).ConfigureAwait(false)).LastOrDefault(found =>
                    string.Equals(found.User?.Login, me, StringComparison.OrdinalIgnoreCase) && found.CommitId == expectedHead && (found.Body ?? "") == (body ?? "") && VerdictOf(found) == verdict),
                cancellationToken).ConfigureAwait(false);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "your own pull request"))
        {
            throw new OwnPullRequestException(e.Failure, author, e);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "not part of the pull request"))
        {
            throw new PullRequestHeadMovedException(e.Failure, expectedHead, null, e);
        }
        catch (GitHostInvalidRequestException e) when (GitHubErrors.Says(e.Failure, "not permitted to"))
        {
            throw new GitHostAccessDeniedException(e.Failure, me ?? "", e);
        }

        return await pulls.GetAsync(repository, number, cancellationToken).ConfigureAwait(false);
    }

    public static Task<IReadOnlyList<Octokit.PullRequestReview>> AllAsync(GitHubCalls calls, HostRepositoryName repository, int number, CancellationToken cancellationToken) => calls.SendAsync(
        $"read the reviews of pull request {repository}#{number}",
        $"pull request {repository}#{number}",
        client => client.PullRequest.Review.GetAll(repository.Owner, repository.Name, number, GitHubCalls.AllPages),
        cancellationToken);

    /// <summary>The latest verdict of each reviewer; a comment does not replace a verdict.</summary>
    public static IEnumerable<Review> Latest(IReadOnlyList<Octokit.PullRequestReview> all, string? author) =>
        from review in all
        where review.User is not null && !string.Equals(review.User.Login, author, StringComparison.OrdinalIgnoreCase) && review.State.StringValue?.ToUpperInvariant() is not "PENDING"
        group review by review.User.Id into own
        let last = own.LastOrDefault(review => VerdictOf(review) != ReviewVerdict.Comment) ?? own.Last()
        // GitHub does not tell what a dismissed review said; pushes dismiss approvals only.
        select new Review(GitHubMap.User(last.User), VerdictOf(last), last.CommitId, IsDismissed(last));

    private static ReviewVerdict VerdictOf(Octokit.PullRequestReview review) => review.State.StringValue?.ToUpperInvariant() switch
    {
        "APPROVED" or "DISMISSED" => ReviewVerdict.Approve,
        "CHANGES_REQUESTED" => ReviewVerdict.Reject,
        _ => ReviewVerdict.Comment,
    };

    private static bool IsDismissed(Octokit.PullRequestReview review) => review.State.StringValue?.ToUpperInvariant() is "DISMISSED";

    private static string Verb(ReviewVerdict verdict) => verdict switch { ReviewVerdict.Approve => "approve", ReviewVerdict.Reject => "reject", _ => "review" };

    private static Octokit.PullRequestReviewEvent EventOf(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => Octokit.PullRequestReviewEvent.Approve,
        ReviewVerdict.Reject => Octokit.PullRequestReviewEvent.RequestChanges,
        _ => Octokit.PullRequestReviewEvent.Comment,
    };
}
