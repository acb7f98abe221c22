using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Gets pull requests, with state, heads, reviews, checks and what stands in the way of a merge.</summary>
/// <remarks>
/// <para>The objects are the same for all hosts. A list is what the host lists; reviews, checks and whether it can be merged are complete where pull requests
/// are read one by one: by number, or by piping the listed ones into Get-MlopsPullRequest again.</para>
/// </remarks>
/// <example>
///   <summary>What is open into production</summary>
///   <code>PS&gt; Get-MlopsPullRequest -Base prd</code>
///   <para>Open ones of the current clone's repository, newest first.</para>
/// </example>
/// <example>
///   <summary>What is missing before a merge</summary>
///   <code>PS&gt; (Get-MlopsPullRequest 7).Blockers</code>
///   <para>In the host's words; Reviews, RequestedReviewers and Checks have the details.</para>
/// </example>
/// <example>
///   <summary>Read listed ones anew and completely</summary>
///   <code>PS&gt; Get-MlopsPullRequest -Repository churn-team/mlops-churn-prediction | Get-MlopsPullRequest | Where-Object Mergeable -eq Ready</code>
///   <para>One more call or two for each.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "MlopsPullRequest", DefaultParameterSetName = List)]
[OutputType(typeof(PullRequest))]
public sealed class GetMlopsPullRequestCommand : GitHostCmdlet
{
    private const string List = "List", ByNumber = "Number", ByObject = "InputObject", All = "All";

    /// <summary>Numbers of pull requests.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByNumber)]
    [ArgumentCompleter(typeof(PullRequestCompleter))]
    [ValidateNotNullOrEmpty]
    public int[] Number { get; set; } = [];

    /// <summary>A pull request to read anew.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PullRequest? InputObject { get; set; }

    /// <summary>Those of a state.</summary>
    [Parameter(ParameterSetName = List)]
    [ValidateSet(nameof(PullRequestState.Open), nameof(PullRequestState.Merged), nameof(PullRequestState.Closed), All)]
    public string State { get; set; } = nameof(PullRequestState.Open);

    /// <summary>Those into a branch.</summary>
    [Parameter(ParameterSetName = List)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Base { get; set; }

    /// <summary>Those from a branch.</summary>
    [Parameter(ParameterSetName = List)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Head { get; set; }

    /// <summary>At most this many, newest first.</summary>
    [Parameter(ParameterSetName = List)]
    [ValidateRange(1, 10_000)]
    public int First { get; set; } = 100;

    private protected override object? ErrorTarget => (object?)InputObject ?? Repository;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null)
        {
            HostedPullRequest request = HostedPullRequest.Of(Hosts, GitHost, InputObject);
            await ReadAsync(Traced(request.Repository), request.Number, cancellationToken).ConfigureAwait(false);
            return;
        }

        HostedRepository repository = Locate();
        foreach (int number in Number)
            await AttemptAsync(number, () => ReadAsync(repository, number, cancellationToken)).ConfigureAwait(false);
        if (ParameterSetName != List)
            return;
        var query = new PullRequestQuery { State = State == All ? null : ParseState(), Base = Base, Head = Head, Limit = First };
        foreach (PullRequest request in await repository.Host.ListPullRequestsAsync(repository.Name, query, cancellationToken).ConfigureAwait(false))
            await WriteAsync(request, repository.Connection).ConfigureAwait(false);
    }

    private PullRequestState ParseState() => (PullRequestState)Enum.Parse(typeof(PullRequestState), State, ignoreCase: true);

    private async Task ReadAsync(HostedRepository repository, int number, CancellationToken cancellationToken) =>
        await WriteAsync(await repository.Host.GetPullRequestAsync(repository.Name, number, cancellationToken).ConfigureAwait(false), repository.Connection).ConfigureAwait(false);
}
