using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Protection;

/// <summary>A cmdlet that changes what protects branches.</summary>
public abstract class BranchProtectionCmdlet : GitHostCmdlet
{
    /// <summary>The branches.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    private protected override object? ErrorTarget => Name;

    /// <summary>What is done to a branch, for the question.</summary>
    private protected abstract Task<string> ActionAsync(HostedRepository repository, string branch, CancellationToken cancellationToken);

    private protected abstract Task<ProtectionReport> ChangeAsync(HostedRepository repository, string branch, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        HostedRepository repository = Locate();
        foreach (string branch in Name)
            await AttemptAsync(branch, () => ReportAsync(repository, branch, cancellationToken)).ConfigureAwait(false);
    }

    private async Task ReportAsync(HostedRepository repository, string branch, CancellationToken cancellationToken)
    {
        if (!await ApproveAsync($"branch '{branch}' of {repository}", await ActionAsync(repository, branch, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
            return;
        ProtectionReport report = await ChangeAsync(repository, branch, cancellationToken).ConfigureAwait(false);
        await WriteAsync(report, repository.Connection).ConfigureAwait(false);
        foreach (ProtectionFinding finding in report.Rules.Where(rule => rule.Wanted is not null && rule.State != ProtectionState.Enforced))
            await WarnAsync($"Branch '{branch}': {finding.Rule} is not enforced{(finding.Remark is { Length: > 0 } remark ? $": {remark}" : $" ({finding.State}).")}").ConfigureAwait(false);
    }
}
