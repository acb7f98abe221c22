using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>A cmdlet that does something with one pull request.</summary>
public abstract class PullRequestCmdlet : GitHostCmdlet
{
    /// <summary>Parameter set: by number.</summary>
    protected const string ByNumber = "Number";

    /// <summary>Parameter set: the pull request as an object.</summary>
    protected const string ByObject = "InputObject";

    private const int CommitLength = 40;

    /// <summary>Number of the pull request.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByNumber)]
    [ArgumentCompleter(typeof(PullRequestCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int Number { get; set; }

    /// <summary>The pull request, from Get-MlopsPullRequest or New-MlopsPullRequest.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PullRequest? InputObject { get; set; }

    private protected override object? ErrorTarget => (object?)InputObject ?? Number;

    /// <summary>The pull request that is meant. Reads no network.</summary>
    private protected HostedPullRequest LocateRequest()
    {
        if (InputObject is null)
            return new HostedPullRequest(Locate(), Number, null);
        HostedPullRequest request = HostedPullRequest.Of(Hosts, GitHost, InputObject);
        Traced(request.Repository);
        return request;
    }

    /// <summary>The pull request as it was looked at, and the head that counts: the one given, else that of the object, else the present one.</summary>
    /// <param name="request">Which.</param>
    /// <param name="given">-ExpectedHead, at least the first seven digits.</param>
    /// <param name="action">For an error, for example "merge".</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PullRequestHeadMovedException">The head does not begin with the digits that were given.</exception>
    private protected static async Task<(PullRequest Seen, string Head)> SeenAsync(HostedPullRequest request, string? given, string action, CancellationToken cancellationToken)
    {
        PullRequest seen = request.Known ?? await request.Host.GetPullRequestAsync(request.Name, request.Number, cancellationToken).ConfigureAwait(false);
        if (given is null)
            return (seen, seen.HeadCommit);
        string head = given.ToLowerInvariant();
        if (head.Length == CommitLength)
            return (seen, head);
        return seen.HeadCommit.StartsWith(head, StringComparison.OrdinalIgnoreCase)
            ? (seen, seen.HeadCommit)
            : throw new PullRequestHeadMovedException(new GitHostFailure(request.Host.Url, $"{action} pull request {seen}"), head, seen.HeadCommit);
    }
}
