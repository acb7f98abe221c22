using System.Management.Automation;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Gives the verdict of a host's user about a pull request, bound to the head that was looked at.</summary>
public abstract class ReviewCmdlet : PullRequestCmdlet
{
    /// <summary>The commit that was looked at, at least its first seven digits: a head that moved since is refused. Default: the head of the object, or the present one.</summary>
    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{7,40}$")]
    public string? ExpectedHead { get; set; }

    /// <summary>Yes or no.</summary>
    private protected abstract bool Approves { get; }

    /// <summary>What there is to say about it.</summary>
    private protected abstract string? Words { get; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        HostedPullRequest request = LocateRequest();
        string verb = Approves ? "approve" : "reject";
        (PullRequest seen, string head) = await SeenAsync(request, ExpectedHead, verb, cancellationToken).ConfigureAwait(false);
        // The host refuses too, where it is told to: Azure Repos counts an author's vote if its policy says so.
        HostUser me = request.Repository.Connection.User;
        if (IsSame(me, seen.Author))
            throw new OwnPullRequestException(new GitHostFailure(request.Host.Url, $"{verb} pull request {seen}"), me.Login);
        if (!await ApproveAsync($"{request} at {Text.View.Hash(head)}: {seen.Title}", $"{(Approves ? "Approve" : "Reject")} it as {me.Login}").ConfigureAwait(false))
            return;
        PullRequest reviewed = await request.Host
            .ReviewAsync(request.Name, request.Number, Approves ? ReviewVerdict.Approve : ReviewVerdict.Reject, head, Words, cancellationToken).ConfigureAwait(false);
        await WriteAsync(reviewed, request.Repository.Connection).ConfigureAwait(false);
    }

    private static bool IsSame(HostUser one, HostUser other) => one.Id.Length > 0 && other.Id.Length > 0
        ? string.Equals(one.Id, other.Id, StringComparison.OrdinalIgnoreCase)
        : one.Login.Length > 0 && string.Equals(one.Login, other.Login, StringComparison.OrdinalIgnoreCase);
}
