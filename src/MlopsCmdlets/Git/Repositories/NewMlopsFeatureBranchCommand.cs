using System.Management.Automation;
using MlopsCmdlets.Completion;

namespace MlopsCmdlets.Git.Repositories;

/// <summary>Makes a branch for new work from the remote's newest dev, and checks it out.</summary>
/// <remarks>
/// <para>Fetches first, so that work begins from what is on the remote and not from what was there last week. The branch follows the one of its name on the
/// remote, which Publish-MlopsBranch makes.</para>
/// <para>Refused are: a work tree with changes (unless -Force carries them along), a name that is taken here or on the remote, and a start from a branch of an
/// environment behind the first one in mlops.json, without that file from uat and prd: what these hold comes there by pull requests.</para>
/// </remarks>
/// <example>
///   <summary>Begin to work</summary>
///   <code>PS&gt; New-MlopsFeatureBranch -Name optimize-churn-model</code>
///   <para>From the branch of the first environment in mlops.json, without that file from dev.</para>
/// </example>
/// <example>
///   <summary>Take what is begun along</summary>
///   <code>PS&gt; New-MlopsFeatureBranch optimize-churn-model -From dev -Force</code>
///   <para>Changes that are not committed come along; where they would be overwritten, nothing is done.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "MlopsFeatureBranch", SupportsShouldProcess = true)]
[OutputType(typeof(GitBranch))]
public sealed class NewMlopsFeatureBranchCommand : RemoteRepositoryCmdlet
{
    /// <summary>Name of the branch.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The branch of the remote to begin from. Default: that of the first environment in mlops.json, else dev.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LocalBranchCompleter))]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <summary>Name of the remote; the one that the current branch follows, or origin, if not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Remote { get; set; }

    /// <summary>Carries changes that are not committed along, instead of refusing.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? ErrorTarget => Name;

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        GitRemote remote = await Task.Run(() => GitRepositoryReader.ReadRemote(Folder, Remote), cancellationToken).ConfigureAwait(false);
        BranchRules rules = BranchRules.Of(Folder);
        var request = new FeatureBranchRequest
        {
            Path = Folder,
            Name = Name,
            From = From ?? rules.Usual,
            Remote = remote.Name,
            Guarded = rules.Guarded,
            Usual = rules.Usual,
            CarryChanges = Force,
            UseGit = UseGit,
        };
        await Task.Run(() => FeatureBranches.Check(request), cancellationToken).ConfigureAwait(false);
        if (!await ApproveAsync($"{Name} in {Folder}", $"Make a branch from '{request.From}' of {remote.Name} and check it out", Force).ConfigureAwait(false))
            return;
        GitBranch branch = await FeatureBranches.CreateAsync(request, AccessTo(remote.Url, $"Fetching from {remote.Name}"), cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        await WriteAsync(branch).ConfigureAwait(false);
    }
}
