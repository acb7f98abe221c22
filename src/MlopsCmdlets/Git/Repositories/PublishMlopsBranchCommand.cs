using System.Management.Automation;
using MlopsCmdlets.Completion;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Pushes a branch to its remote, and explains it when the server refuses.</summary>
/// <remarks>
/// <para>The login is the token of the connected Git host that the remote belongs to; it is given to that host only, and written nowhere. A branch that follows
/// nothing yet will follow the one that is pushed.</para>
/// <para>A refusal names its kind: the branch is protected, the remote has commits that are not here, the user has no right, or the server's own reason.
/// Nothing is ever forced. libgit2 runs no pre-push hook; -UseGit lets the git program push.</para>
/// </remarks>
/// <example>
///   <summary>Push the current branch</summary>
///   <code>PS&gt; Publish-MlopsBranch</code>
///   <para>Emits branch, remote, commits, and whether it is new there.</para>
/// </example>
/// <example>
///   <summary>Push as one of two connected users</summary>
///   <code>PS&gt; Publish-MlopsBranch -Name optimize-churn-model -GitHost scientist</code>
///   <para>Without -GitHost, the one connected last that the remote belongs to.</para>
/// </example>
[Cmdlet(VerbsData.Publish, "MlopsBranch", SupportsShouldProcess = true)]
[OutputType(typeof(GitPush))]
public sealed class PublishMlopsBranchCommand : RemoteRepositoryCmdlet
{
    /// <summary>The branch; the current one if not given.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Name of the remote; the one that the branch follows, or origin, if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Remote { get; set; }

    private protected override object? ErrorTarget => Name ?? RepositoryPath;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var request = new PublishRequest { Path = Folder, Branch = Name, Remote = Remote, UseGit = UseGit };
        PublishPlan plan = await Task.Run(() => BranchPublisher.Plan(request), cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"branch '{plan.Branch}' at {plan.Remote.PushUrl}", "Push").ConfigureAwait(false))
            return;
        await WarnOfAsync(plan.Remarks, "pre-push").ConfigureAwait(false);
        GitPush push = await BranchPublisher.PushAsync(plan, AccessTo(plan.Remote.PushUrl, $"Pushing {plan.Branch}"), UseGit, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        await WriteAsync(push).ConfigureAwait(false);
    }
}
