using System.Management.Automation;
using System.Text.RegularExpressions;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Errors;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Promotion.Gates;

namespace MlopsCmdlets.Git.PullRequests;

/// <summary>Publishes a status of a commit or a pull request, where the host's rules look for it.</summary>
/// <remarks>
/// <para>Results of Test-MlopsGate from the pipeline become one status: green when none of them stops a promotion, red otherwise, with the names of those that do. A branch that
/// requires it (Protect-MlopsBranch -RequireStatus) is merged into only when it is green on the head.</para>
/// <para>With -PullRequest the status goes to the head's commit on GitHub and to the pull request itself on Azure Repos, because their rules look there. The head of an object
/// counts: one that moved since is refused, so that only what was judged gets the status. By number it is the present head.</para>
/// </remarks>
/// <example>
///   <summary>Gates decide about a pull request</summary>
///   <code>PS&gt; Test-MlopsGate -Path plan.json | Set-MlopsStatus -Context mlops/uat-gate -PullRequest 7 -TargetUrl https://ci.example.com/runs/42</code>
///   <para>Emits the status as it was published.</para>
/// </example>
/// <example>
///   <summary>Say that something runs</summary>
///   <code>PS&gt; Set-MlopsStatus -Context mlops/retrain -Commit dev -Outcome Pending -Description 'Training runs'</code>
///   <para>A branch's name stands for its tip on the host.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "MlopsStatus", SupportsShouldProcess = true, DefaultParameterSetName = OfCommit)]
[OutputType(typeof(CheckState))]
public sealed class SetMlopsStatusCommand : GitHostCmdlet
{
    private const string OfCommit = "Commit", OfPullRequest = "PullRequest";
    private const int LongestDescription = 140;
    private static readonly Regex CommitId = new("^[0-9A-Fa-f]{40}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private readonly List<GateResult> _gates = [];

    // As a number: for a field of another library's enumeration, the import of the module would have to load that library.
    private int? _outcome;

    /// <summary>Name of the status as group/name, for example mlops/uat-gate.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern("^[^\\s/][^/\\r\\n]{0,99}(/[^/\\r\\n]{1,100})?$")]
    public string Context { get; set; } = "";

    /// <summary>The commit, 40 digits, or the name of a branch on the host for its tip.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfCommit)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string Commit { get; set; } = "";

    /// <summary>The pull request: its number, or an object of Get-MlopsPullRequest.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfPullRequest)]
    [PullRequestArgument]
    [ArgumentCompleter(typeof(PullRequestCompleter))]
    [ValidateNotNull]
    public PullRequest? PullRequest { get; set; }

    /// <summary>Succeeded, Failed or Pending. Not with results of gates, which decide it.</summary>
    [Parameter]
    public CheckOutcome Outcome
    {
        get => (CheckOutcome)(_outcome ?? 0);
        set => _outcome = (int)value;
    }

    /// <summary>Results of gates, from Test-MlopsGate.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public GateResult[] InputObject { get; set; } = [];

    /// <summary>One line; what the gates said if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Where there is more to read, for example the run of the pipeline.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? TargetUrl { get; set; }

    private protected override object? ErrorTarget => ParameterSetName == OfCommit ? Commit : PullRequest;

    /// <inheritdoc/>
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _gates.AddRange(InputObject);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_gates.Count == 0 && _outcome is null)
            throw new NothingSelectedException("There is no status to publish: give -Outcome, or results of Test-MlopsGate.");
        if (_gates.Count > 0 && _outcome is not null)
            throw new ArgumentException("Results of gates decide the status: leave -Outcome away.");
        (CheckOutcome outcome, string words) = _gates.Count > 0 ? GateSummary.Of(_gates) : (Outcome, "");
        words = Description ?? words;
        string line = Text.SafeText.OneLine(words.Length > LongestDescription ? words.Substring(0, LongestDescription - 1) + "…" : words);
        var status = new StatusUpdate(Context, outcome, line, TargetUrl);
        if (PullRequest is { } request)
            await SetAsync(PullRequestArgumentAttribute.IsNumberOnly(request) ? new HostedPullRequest(Locate(), request.Number, null) : HostedPullRequest.Of(Hosts, GitHost, request), status, cancellationToken).ConfigureAwait(false);
        else
            await SetAsync(Locate(), status, cancellationToken).ConfigureAwait(false);
    }

    private async Task SetAsync(HostedPullRequest request, StatusUpdate status, CancellationToken cancellationToken)
    {
        if (!await ApproveAsync($"{request}", What(status)).ConfigureAwait(false))
            return;
        Traced(request.Repository);
        string? head = request.Known?.HeadCommit is { Length: > 0 } seen ? seen : null;
        await request.Host.SetPullRequestStatusAsync(request.Name, request.Number, status with { ExpectedHead = head }, cancellationToken).ConfigureAwait(false);
        await WriteStatusAsync(status).ConfigureAwait(false);
    }

    private async Task SetAsync(HostedRepository repository, StatusUpdate status, CancellationToken cancellationToken)
    {
        string commit = CommitId.IsMatch(Commit) ? Commit.ToLowerInvariant()
            : (await repository.Host.FindBranchAsync(repository.Name, Commit, cancellationToken).ConfigureAwait(false))?.Commit ?? throw new BranchNotOnHostException(Commit, repository.ToString());
        if (!await ApproveAsync($"commit {Text.View.Hash(commit)} of {repository}", What(status)).ConfigureAwait(false))
            return;
        await repository.Host.SetCommitStatusAsync(repository.Name, commit, status, cancellationToken).ConfigureAwait(false);
        await WriteStatusAsync(status).ConfigureAwait(false);
    }

    private static string What(StatusUpdate status) => $"Publish {status.Context} as {status.Outcome}";

    private Task WriteStatusAsync(StatusUpdate status) => WriteAsync(new CheckState(status.Context, status.Outcome, IsRequired: false, status.Description, status.TargetUrl));
}
