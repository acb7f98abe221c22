using System.Management.Automation;
using MlopsCmdlets.Git.Hosts;

namespace MlopsCmdlets.Git.Protection;

/// <summary>Takes the protection of branches away on the Git host.</summary>
/// <remarks>
/// <para>Removes the kinds of rules that Protect-MlopsBranch sets, whoever set them: a host does not keep which program did. On GitHub these are required pull requests with
/// their approvals, required checks, the restriction of pushes and the binding of administrators; on Azure Repos the policies of this branch alone about reviewers
/// and statuses, and the branch's permissions. Others stay, such as builds, required reviewers, rulesets, and policies that hold for further branches.</para>
/// <para>The question, -WhatIf and -Verbose name the rules that are there. Single rules are changed with Protect-MlopsBranch.</para>
/// </remarks>
/// <example>
///   <summary>Open a branch for a repair, and close it again</summary>
///   <code>PS&gt; Unprotect-MlopsBranch uat -WhatIf; Unprotect-MlopsBranch uat; git push origin uat; Protect-MlopsBranch uat -RequirePullRequest -Approvals 1</code>
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
    /// <summary>With what is there: another tool may have set it.</summary>
    private protected override async Task<string> ActionAsync(HostedRepository repository, string branch, CancellationToken cancellationToken)
    {
        const string All = "Remove all rules";
        await RequireAnswerAsync($"branch '{branch}' of {repository}", All).ConfigureAwait(false);
        ProtectionReport now = await repository.Host.GetProtectionAsync(repository.Name, branch, cancellationToken).ConfigureAwait(false);
        // The last two follow from the others and are not set on their own.
        string[] rules = [.. now.Rules.Where(rule => rule.State != ProtectionState.NotSet && rule.Rule is not ("ForcePush" or "Deletion")).Select(rule => $"{rule.Rule} ({rule.Actual})")];
        string action = rules.Length > 0 ? $"Remove the rules {string.Join(", ", rules)}" : All;
        await VerboseAsync($"Branch '{branch}': {action}.").ConfigureAwait(false);
        return action;
    }

    private protected override Task<ProtectionReport> ChangeAsync(HostedRepository repository, string branch, CancellationToken cancellationToken) =>
        repository.Host.UnprotectAsync(repository.Name, branch, cancellationToken);
}
