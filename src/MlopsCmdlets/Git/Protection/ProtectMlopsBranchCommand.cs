using System.Management.Automation;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Protection;

/// <summary>Protects branches on the Git host, and reports rule by rule what the host really enforces.</summary>
/// <remarks>
/// <para>Only the rules that are given are set; -DismissStale:$false takes one back, others stay as they are. Doing it again changes nothing. Afterwards the rules are read back: hosts accept
/// rules that they do not enforce, for example on personal repositories or plans, and leave ways around, for example for administrators. What was asked for and is not enforced is
/// a warning too, and IsEnforced is false.</para>
/// <para>With -LastPushApproval, which a new policy of Azure Repos has without being asked, the approval of whoever pushed last does not count. A merge is a push to its base: who merged into
/// dev cannot be the one who approves dev into uat. -LastPushApproval:$false takes it back.</para>
/// <para>GitHub: branch protection; -RestrictPush needs a repository of an organisation. Azure Repos: branch policies, and for -RestrictPush permissions of the branch.</para>
/// </remarks>
/// <example>
///   <summary>Environments change by reviewed pull requests only</summary>
///   <code>PS&gt; Protect-MlopsBranch -Name uat, prd -RequirePullRequest -Approvals 1 -DismissStale -IncludeAdministrators -RestrictPush team:mlops-leads -RequireStatus mlops/uat-gate</code>
///   <para>One report for each branch, one line for each rule.</para>
/// </example>
/// <example>
///   <summary>Stop when it is not what it should be</summary>
///   <code>PS&gt; $report = Protect-MlopsBranch prd -RequirePullRequest -Approvals 2 -WarningAction SilentlyContinue; if (-not $report.IsEnforced) { throw ($report.Rules | Where-Object State -ne Enforced | Out-String) }</code>
///   <para>For set-up scripts.</para>
/// </example>
[Cmdlet(VerbsSecurity.Protect, "MlopsBranch", SupportsShouldProcess = true)]
[OutputType(typeof(ProtectionReport))]
public sealed class ProtectMlopsBranchCommand : BranchProtectionCmdlet
{
    /// <summary>Changes come by pull request only.</summary>
    [Parameter]
    public SwitchParameter RequirePullRequest { get; set; }

    /// <summary>How many people other than the author have to approve.</summary>
    [Parameter]
    [ValidateRange(0, 6)]
    public int Approvals { get; set; }

    /// <summary>Only these may push or merge: logins of users, and teams or groups as team:name.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] RestrictPush { get; set; } = [];

    /// <summary>Statuses that have to be green, as Set-MlopsStatus publishes them, for example mlops/uat-gate.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] RequireStatus { get; set; } = [];

    /// <summary>Approvals no longer count when the head moves.</summary>
    [Parameter]
    public SwitchParameter DismissStale { get; set; }

    /// <summary>Somebody else than whoever pushed last to the head has to approve.</summary>
    [Parameter]
    public SwitchParameter LastPushApproval { get; set; }

    /// <summary>The rules bind administrators too.</summary>
    [Parameter]
    public SwitchParameter IncludeAdministrators { get; set; }

    private protected override Task<string> ActionAsync(HostedRepository repository, string branch, CancellationToken cancellationToken) =>
        Task.FromResult($"Set the rules {string.Join(", ", Given())}");

    /// <inheritdoc/>
    protected override Task BeginAsync(CancellationToken cancellationToken) => Given().Any()
        ? Task.CompletedTask
        : throw new ArgumentException("No rule is given: name at least one, for example -RequirePullRequest.");

    private protected override Task<ProtectionReport> ChangeAsync(HostedRepository repository, string branch, CancellationToken cancellationToken) =>
        repository.Host.ProtectAsync(repository.Name, branch, Rules(), cancellationToken);

    private ProtectionRules Rules() => new()
    {
        RequirePullRequest = Is(nameof(RequirePullRequest)) ? RequirePullRequest.IsPresent : null,
        Approvals = Is(nameof(Approvals)) ? Approvals : null,
        RestrictPush = Is(nameof(RestrictPush)) ? RestrictPush : null,
        RequireStatus = Is(nameof(RequireStatus)) ? RequireStatus : null,
        DismissStale = Is(nameof(DismissStale)) ? DismissStale.IsPresent : null,
        LastPushApproval = Is(nameof(LastPushApproval)) ? LastPushApproval.IsPresent : null,
        IncludeAdministrators = Is(nameof(IncludeAdministrators)) ? IncludeAdministrators.IsPresent : null,
    };

    private IEnumerable<string> Given() =>
        new[] { nameof(RequirePullRequest), nameof(Approvals), nameof(RestrictPush), nameof(RequireStatus), nameof(DismissStale), nameof(LastPushApproval), nameof(IncludeAdministrators) }.Where(Is);

    private bool Is(string rule) => MyInvocation.BoundParameters.ContainsKey(rule);
}
