using System.Management.Automation;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;

namespace MlopsCmdlets.Assets.Copying;

/// <summary>Copies assets to another space or project, also on another cluster, and verifies what arrived.</summary>
/// <remarks>
/// <para>Each asset is compared with the one of the same type and name at the destination, by content hash and metadata. Equal assets are left alone
/// (Unchanged). A different one is an error, unless -Force adds the new version and tags the present one as superseded.</para>
/// <para>What is copied travels as one bundle, whose secrets are encrypted with a key made for this copy; from a project to a space of the same cluster
/// it is promoted on the server. Everything is read back and compared; lost tags are put back, and references that still point to the source are
/// patched. A copy that was interrupted is completed by running it again.</para>
/// </remarks>
/// <example>
///   <summary>Copy a model and what belongs to it</summary>
///   <code>PS&gt; Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -Name ChurnPrediction, customer_churn.csv</code>
///   <para>Emits one object per asset: source, destination, SHA-256, bytes and what was done.</para>
/// </example>
/// <example>
///   <summary>See what a copy would do</summary>
///   <code>PS&gt; Copy-CpdAsset -Space churnUATspace -DestinationSpace churn_prod_space -All -WhatIf</code>
///   <para>Compares both sides; no request that changes anything leaves the process.</para>
/// </example>
/// <example>
///   <summary>Copy to another cluster, from the pipeline</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -Session uat | Copy-CpdAsset -DestinationSpace churn_prod_space -DestinationSession prd -Force</code>
///   <para>Objects bring the session that they were read with.</para>
/// </example>
[Cmdlet(VerbsCommon.Copy, "CpdAsset", SupportsShouldProcess = true, DefaultParameterSetName = FromSpace)]
[OutputType(typeof(CpdCopiedAsset))]
public sealed class CopyCpdAssetCommand : SelectionCmdlet
{
    /// <summary>The space to copy to: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? DestinationSpace { get; set; }

    /// <summary>The project to copy to: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? DestinationProject { get; set; }

    /// <summary>The session of the destination's cluster, or its name; the source's session if not given.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public CpdSession? DestinationSession { get; set; }

    /// <summary>Adds a new version where the destination has a different asset of that name, tags the present one as superseded, and asks no question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<(Scope From, AssetSelection Selection)> sources = await SourcesAsync(cancellationToken).ConfigureAwait(false);
        foreach ((Scope from, AssetSelection selection) in sources)
        {
            if (sources.Count == 1)
                await CopyAsync(from, selection, cancellationToken).ConfigureAwait(false);
            else
                await AttemptAsync(from.Container.ToString(), () => CopyAsync(from, selection, cancellationToken)).ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(Scope from, AssetSelection selection, CancellationToken cancellationToken)
    {
        Scope to = await DestinationScopeAsync(DestinationSpace, DestinationProject, DestinationSession ?? from.Session, cancellationToken).ConfigureAwait(false);
        IProgress<TransferProgress> progress = Progress($"Copying from {from.Container} to {to.Container}");
        AssetTransfer transfer = await Service.BetweenAsync(
            from.Session, from.Client, from.Container, to.Session, to.Client, to.Container, await OptionsAsync(Force).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        TransferPlan plan = await transfer.PlanAsync(selection, progress, cancellationToken).ConfigureAwait(false);
        bool production = await IsProductionAsync(to.Session, to.Container, cancellationToken).ConfigureAwait(false);
        if (await ApproveAsync(plan.Target, plan.Assets, Force, production, supersedes: Force).ConfigureAwait(false))
            await ReportAsync(await transfer.ApplyAsync(plan, progress, cancellationToken).ConfigureAwait(false), to.Session).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
    }
}
