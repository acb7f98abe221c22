using System.Management.Automation;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Git.Hosts;
using MlopsCmdlets.Git.PullRequests;
using MlopsCmdlets.Git.Repositories.Errors;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Removes a branch, here and on the remote.</summary>
/// <remarks>
/// <para>Fetches first, and refuses a branch with commits that no other branch has; that a merged pull request of the host had its tip for head counts as merged, too,
/// since squashing makes new commits. Refused are also branches of environments in mlops.json (without that file uat and prd), and those that the host says are
/// protected. -Force removes them all the same, if the host lets it.</para>
/// <para>If it is checked out, dev (the branch of the first environment in mlops.json) is checked out instead, and brought to where the remote is.</para>
/// </remarks>
/// <example>
///   <summary>Remove a merged branch</summary>
///   <code>PS&gt; Remove-MlopsBranch optimize-churn-model</code>
///   <para>Asks first, and removes it here and on the remote.</para>
/// </example>
/// <example>
///   <summary>Only here, without asking</summary>
///   <code>PS&gt; Remove-MlopsBranch optimize-churn-model -LocalOnly -Confirm:$false</code>
///   <para>Unlike -Force, this keeps the refusals.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "MlopsBranch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveMlopsBranchCommand : RemoteRepositoryCmdlet
{
    /// <summary>The branch, a name or an object of Get-MlopsBranch.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Name of the remote; the one that the branch follows, or origin, if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Remote { get; set; }

    /// <summary>Leaves the remote alone.</summary>
    [Parameter]
    public SwitchParameter LocalOnly { get; set; }

    /// <summary>The branch to check out if the one that is removed is checked out. Default: that of the first environment in mlops.json, else dev.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SwitchTo { get; set; }

    /// <summary>Removes without asking, also what is protected, or holds commits that are nowhere else.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        BranchRules rules = BranchRules.Of(Folder);
        var request = new RemoveRequest { Path = Folder, Name = Name, Remote = Remote, SwitchTo = SwitchTo ?? rules.Usual, Guarded = rules.Guarded, Force = Force, LocalOnly = LocalOnly, UseGit = UseGit };
        string? address = (await Task.Run(() => BranchRemover.FindRemote(request), cancellationToken).ConfigureAwait(false))?.PushUrl;
        RemoteAccess access = address is null ? RemoteAccess.Anonymous : AccessTo(address, $"Removing {Name}");
        HostedRepository? hosted = address is null ? null : Remotes.Of(address);
        RemovePlan plan = await BranchRemover.PlanAsync(request, access, cancellationToken).ConfigureAwait(false);
        if (!Force)
            await RefuseAsync(plan, hosted, cancellationToken).ConfigureAwait(false);
        bool remotely = !LocalOnly && plan.RemoteTip is not null;
        if (!await ApproveAsync($"branch '{plan.Name}'", $"Remove{(plan.LocalTip is null ? "" : $" in {plan.Root}")}{(remotely ? $" at {plan.Remote!.PushUrl}" : "")}", Force).ConfigureAwait(false))
            return;
        if (plan.LocalTip is not null)
            await BranchRemover.RemoveLocalAsync(plan, request, cancellationToken).ConfigureAwait(false);
        if (remotely)
            await RemoveRemotelyAsync(plan, access, hosted, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }

    private async Task RefuseAsync(RemovePlan plan, HostedRepository? hosted, CancellationToken cancellationToken)
    {
        if (!LocalOnly && hosted is not null && plan.RemoteTip is not null
            && await hosted.Host.FindBranchAsync(hosted.Name, plan.Name, cancellationToken).ConfigureAwait(false) is { IsProtected: true })
            throw new ProtectedRemovalException(plan.Name, hosted.Connection.Name);
        if (plan.Unmerged > 0 && !(hosted is not null && await IsMergedAsync(plan, hosted, cancellationToken).ConfigureAwait(false)))
            throw new UnmergedBranchException(plan.Name, plan.Unmerged);
    }

    /// <summary>By the host where there is one: it removes only the tip that was looked at.</summary>
    private async Task RemoveRemotelyAsync(RemovePlan plan, RemoteAccess access, HostedRepository? hosted, CancellationToken cancellationToken)
    {
        if (hosted is null)
        {
            await BranchRemover.RemoveRemoteAsync(plan, access, UseGit, cancellationToken).ConfigureAwait(false);
            return;
        }

        await hosted.Host.DeleteBranchAsync(hosted.Name, plan.Name, plan.RemoteTip, cancellationToken).ConfigureAwait(false);
        await Task.Run(() => BranchRemover.Forget(plan), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> IsMergedAsync(RemovePlan plan, HostedRepository hosted, CancellationToken cancellationToken)
    {
        string? tip = plan.LocalTip ?? plan.RemoteTip;
        if (plan.RemoteTip is not null && plan.RemoteTip != tip)
            return false;
        IReadOnlyList<PullRequest> merged = await hosted.Host.ListPullRequestsAsync(hosted.Name, new PullRequestQuery { State = PullRequestState.Merged, Head = plan.Name }, cancellationToken).ConfigureAwait(false);
        return merged.Any(p => p.HeadCommit == tip);
    }
}
