using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.Calls;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.GitHub;

/// <summary>Gives reviews.</summary>
internal sealed class GitHubReviews(GitHubCalls calls, GitHubPullRequests pulls, GitHubVerdicts verdicts)
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
                async () => (await verdicts.AllAsync(repository, number, cancellationToken).ConfigureAwait(false)).LastOrDefault(found =>
                    string.Equals(found.User?.Login, me, StringComparison.OrdinalIgnoreCase) && found.CommitId == expectedHead && (found.Body ?? "") == (body ?? "") && GitHubVerdicts.VerdictOf(found) == verdict),
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

    private static string Verb(ReviewVerdict verdict) => verdict switch { ReviewVerdict.Approve => "approve", ReviewVerdict.Reject => "reject", _ => "review" };

    private static Octokit.PullRequestReviewEvent EventOf(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => Octokit.PullRequestReviewEvent.Approve,
        ReviewVerdict.Reject => Octokit.PullRequestReviewEvent.RequestChanges,
        _ => Octokit.PullRequestReviewEvent.Comment,
    };
}
