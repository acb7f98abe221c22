using System.Management.Automation;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Protection;

/// <summary>Takes the protection of branches away on the Git host.</summary>
/// <remarks><para>Removes the rules that Protect-MlopsBranch sets, whoever set them; other policies of the branch stay. Single rules are changed with Protect-MlopsBranch.</para></remarks>
/// <example>
///   <summary>Open a branch for a repair, and close it again</summary>
///   <code>PS&gt; Unprotect-MlopsBranch uat; git push origin uat; Protect-MlopsBranch uat -RequirePullRequest -Approvals 1</code>
///   <para>Emits what protects the branch then: nothing of this module.</para>
/// </example>
/// <example>
///   <summary>Without a question</summary>
///   <code>PS&gt; Unprotect-MlopsBranch -Name uat, prd -Repository churn-team/mlops-churn-prediction -Confirm:$false</code>
///   <para>For scripts that take an exercise down.</para>
/// </example>
[Cmdlet(VerbsSecurity.Unprotect, "MlopsBranch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProtectionReport))]
public sealed class UnprotectMlopsBranchCommand : BranchProtectionCmdlet
{
    private protected override string Action => "Remove all rules";

    private protected override Task<ProtectionReport> ChangeAsync(HostedRepository repository, string branch, CancellationToken cancellationToken) =>
        repository.Host.UnprotectAsync(repository.Name, branch, cancellationToken);
}
