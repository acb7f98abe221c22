using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts.AzureRepos.Connection;
using MlopsCmdlets.Git.Hosts.AzureRepos.Json;
using MlopsCmdlets.Git.PullRequests;

namespace MlopsCmdlets.Git.Hosts.AzureRepos.Pulls;

/// <summary>Reviews: votes, which Azure Repos does not bind to a commit. So the head is looked at before and after, and a vote of an earlier head is given anew.</summary>
internal sealed class AzureReviews(AzureConnection connection, AzurePullRequests pulls, AzureComments comments, AzureIdentities identities)
{
    private const int Approved = 10;
    private const int Rejected = -10;
    private const int None = 0;

    public async Task<PullRequest> ReviewAsync(HostRepositoryName name, int number, ReviewVerdict verdict, string expectedHead, string? comment, CancellationToken cancellationToken)
    {
        var action = $"review pull request {AzurePullRequests.Short(name, number)}";
        if (verdict == ReviewVerdict.Comment && string.IsNullOrWhiteSpace(comment))
            throw new ArgumentException("A review that only comments needs a text.", nameof(comment));
        var document = await pulls.DocumentAsync(name, number, action, cancellationToken).ConfigureAwait(false);
        if (!document.IsActive)
            throw new PullRequestNotMergeableException(connection.Failure(action), "it is not open.");
        RequireHead(document, expectedHead, action);
        if (verdict != ReviewVerdict.Comment)
            await VoteAsync(name, document, verdict, expectedHead, action, cancellationToken).ConfigureAwait(false);

        if (comment is { Length: > 0 } text)
        {
            // Said twice it stands there once, after a lost reply too.
            var key = $"review/{expectedHead}/{verdict}";
            var status = verdict == ReviewVerdict.Reject ? AzureComments.Active : AzureComments.Closed;
            await comments.WriteAsync(name, number, key, text, status, cancellationToken).ConfigureAwait(false);
        }

        return await pulls.GetAsync(name, number, cancellationToken).ConfigureAwait(false);
    }

    private async Task VoteAsync(HostRepositoryName name, AzurePullRequest document, ReviewVerdict verdict, string expectedHead, string action, CancellationToken cancellationToken)
    {
        var me = await identities.MeAsync(cancellationToken).ConfigureAwait(false);
        if (string.Equals(document.CreatedBy?.Id, me.Id, StringComparison.OrdinalIgnoreCase))
            throw new OwnPullRequestException(connection.Failure(action), me.Account);
        var vote = verdict == ReviewVerdict.Approve ? Approved : Rejected;
        if (document.Reviewers?.Any(r => IsMe(r.Id) && r.Vote == vote) == true)
        {
            // A vote that does not change is not noted: it would stay one for the earlier head.
            var present = await pulls.GetAsync(name, document.PullRequestId, cancellationToken).ConfigureAwait(false);
            if (present.Reviews.FirstOrDefault(r => IsMe(r.Reviewer.Id))?.Commit is { } commit && !string.Equals(commit, expectedHead, StringComparison.OrdinalIgnoreCase))
                await pulls.VoteAsync(name, document.PullRequestId, me.Id, None, action, cancellationToken).ConfigureAwait(false);
        }

        await pulls.VoteAsync(name, document.PullRequestId, me.Id, vote, action, cancellationToken).ConfigureAwait(false);
        var after = await pulls.DocumentAsync(name, document.PullRequestId, action, cancellationToken).ConfigureAwait(false);
        if (IsAt(after, expectedHead))
            return;

        // The head moved between look and vote: the vote must not stand for commits that nobody looked at.
        await pulls.VoteAsync(name, document.PullRequestId, me.Id, None, action, cancellationToken).ConfigureAwait(false);
        RequireHead(after, expectedHead, action);

        bool IsMe(string? id) => string.Equals(id, me.Id, StringComparison.OrdinalIgnoreCase);
    }

    private void RequireHead(AzurePullRequest document, string expectedHead, string action)
    {
        if (!IsAt(document, expectedHead))
            throw new PullRequestHeadMovedException(connection.Failure(action), expectedHead, document.Head);
    }

    private static bool IsAt(AzurePullRequest document, string expectedHead) => string.Equals(document.Head, expectedHead, StringComparison.OrdinalIgnoreCase);
}
