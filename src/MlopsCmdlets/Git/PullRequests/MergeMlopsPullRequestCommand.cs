using System.Management.Automation;
using System.Runtime.ExceptionServices;
using MlopsCmdlets.Git.Errors;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Merges exactly the commit that was looked at, when the required checks are green.</summary>
/// <remarks>
/// <para>A head that moved since is refused, and so is another base: what was reviewed is what is merged, to where it was meant. Required checks that still run are waited for, with progress; red ones, missing
/// approvals and conflicts are errors that say so. A pull request that would leave out an environment of mlops.json (dev into prd) is refused; without mlops.json that is
/// not checked, and a warning says so.</para>
/// <para>One that was merged at that head already is given back and not merged again. Where the branch cannot be deleted afterwards, the merged pull request comes out and the
/// reason is an error.</para>
/// </remarks>
/// <example>
///   <summary>Merge what was reviewed, and remove the branch</summary>
///   <code>PS&gt; $request | Merge-MlopsPullRequest -DeleteBranch</code>
///   <para>The head of the object counts. Emits the pull request with its MergeCommit.</para>
/// </example>
/// <example>
///   <summary>In a pipeline, for the commit that was tested</summary>
///   <code>PS&gt; Merge-MlopsPullRequest -Number 7 -ExpectedHead $env:BUILD_SOURCEVERSION -TimeoutSec 1800 -Force</code>
///   <para>Waits half an hour for the required checks. -Force merges into a production environment's branch without asking.</para>
/// </example>
[Cmdlet(VerbsData.Merge, "MlopsPullRequest", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(PullRequest))]
public sealed class MergeMlopsPullRequestCommand : PullRequestCmdlet
{
    // As a number: for a field of another library's enumeration, the import of the module would have to load that library.
    private int? _strategy;
    private bool _warned;

    /// <summary>Only this commit is merged, at least its first seven digits. Default: the head of the object, or the present one.</summary>
    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{7,40}$")]
    public string? ExpectedHead { get; set; }

    /// <summary>Merge (a merge commit), Squash (one commit) or Rebase. Default: the first of them that the rules allow.</summary>
    [Parameter]
    public MergeStrategy Strategy
    {
        get => (MergeStrategy)(_strategy ?? 0);
        set => _strategy = (int)value;
    }

    /// <summary>Deletes the merged branch on the host afterwards; never that of an environment.</summary>
    [Parameter]
    public SwitchParameter DeleteBranch { get; set; }

    /// <summary>Lets a branch of no environment, such as a revert or an urgent repair, into a later environment than the first.</summary>
    [Parameter]
    public SwitchParameter Expedited { get; set; }

    /// <summary>The file with the environments. Default: mlops.json in the current folder or one above it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigurationPath { get; set; }

    /// <summary>How long to wait for required checks, for the host's merge and for the end of a rate limit, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>Asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        HostedPullRequest request = LocateRequest();
        string? file = await AskAsync(() => ConfigurationPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigurationPath)).ConfigureAwait(false);
        BranchOrder? order = BranchOrder.Find(file, Folder);
        if (order is null && !_warned)
        {
            _warned = true;
            await WarnAsync(BranchOrder.NotChecked).ConfigureAwait(false);
        }

        (PullRequest seen, string head) = await SeenAsync(request, ExpectedHead, "merge", cancellationToken).ConfigureAwait(false);
        order?.Check(seen.Head, seen.HeadRepository is { } from && !HostedRepository.IsSame(from, seen.Repository), seen.Base, Expedited);
        if (DeleteBranch && order?.IsEnvironment(seen.Head) == true)
            throw new ArgumentException($"'{seen.Head}' is the branch of an environment and is not deleted: leave -DeleteBranch away.");
        bool production = order?.IsProduction(seen.Base) == true;
        if (!await ApproveAsync($"{request} at {Text.View.Hash(head)} into '{seen.Base}': {seen.Title}", "Merge", Force, production).ConfigureAwait(false))
            return;
        GitHostException? kept = null;
        var merge = new MergeRequest(head)
        {
            // What was asked about and checked against the order of environments.
            ExpectedBase = seen.Base,
            Strategy = (MergeStrategy?)_strategy,
            DeleteBranch = DeleteBranch,
            BranchKept = failure => kept = failure,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            Progress = HostProgress($"Merging {request}"),
        };
        try
        {
            PullRequest merged = await request.Host.MergeAsync(request.Name, request.Number, merge, cancellationToken).ConfigureAwait(false);
            await WriteAsync(merged, request.Repository.Connection).ConfigureAwait(false);
            if (kept is not null)
                ExceptionDispatchInfo.Capture(kept).Throw();
        }
        finally
        {
            await EndProgressAsync().ConfigureAwait(false);
        }
    }
}
