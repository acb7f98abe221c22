using System.Management.Automation;
using MlopsCmdlets.Adapters;
using MlopsCmdlets.Arguments;
using MlopsCmdlets.Assets.Copying;
using MlopsCmdlets.Completion;
using MlopsCmdlets.Cpd;
using MlopsCmdlets.Pipeline;
using MlopsCmdlets.Promotion.Transfer;
using MlopsCmdlets.Session;

namespace MlopsCmdlets.Assets.Comparing;

/// <summary>Compares two spaces or projects by content, also of different clusters.</summary>
/// <remarks>
/// <para>Assets are paired by type and name, and compared by size, metadata and content hash. Ids, dates and usage do not count, nor do superseded
/// versions. Nothing is changed.</para>
/// </remarks>
/// <example>
///   <summary>What differs between acceptance and production</summary>
///   <code>PS&gt; Compare-CpdSpace -Space churnUATspace -DestinationSpace churn_prod_space | Where-Object Side -ne Same</code>
///   <para>One object for each asset that is not the same on both sides.</para>
/// </example>
/// <example>
///   <summary>Compare across clusters</summary>
///   <code>PS&gt; Compare-CpdSpace -Space churn_prod_space -Session uat -DestinationSpace churn_prod_space -DestinationSession prd</code>
///   <para>The sessions are given by name.</para>
/// </example>
[Cmdlet(VerbsData.Compare, "CpdSpace", DefaultParameterSetName = InSpace)]
[OutputType(typeof(CpdAssetDifference))]
public sealed class CompareCpdSpaceCommand : ContainerCmdlet
{
    /// <summary>The space to compare with: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SpaceCompleter))]
    [ValidateNotNull]
    public SpaceReference? DestinationSpace { get; set; }

    /// <summary>The project to compare with: an object, an id or an exact name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    [ValidateNotNull]
    public ProjectReference? DestinationProject { get; set; }

    /// <summary>The session of the other cluster, or its name; the same session if not given.</summary>
    [Parameter]
    [SessionArgument]
    [ArgumentCompleter(typeof(SessionCompleter))]
    [ValidateNotNull]
    public CpdSession? DestinationSession { get; set; }

    private protected override object? ErrorTarget => (object?)Space ?? Project;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        HashCache hashes = await AskAsync(() => RunspaceState.OfCurrent().Hashes).ConfigureAwait(false);
        Scope from = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        Scope to = await DestinationScopeAsync(DestinationSpace, DestinationProject, DestinationSession ?? from.Session, cancellationToken).ConfigureAwait(false);
        var reporter = new TransferProgressReporter((status, percent) => _ = ProgressAsync($"Comparing {from.Container} with {to.Container}", status, percent));
        AssetTransfer transfer = await new CopyService(hashes).BetweenAsync(
            from.Session, from.Client, from.Container, to.Session, to.Client, to.Container, new TransferOptions { Force = true }, cancellationToken).ConfigureAwait(false);
        TransferComparison comparison = await transfer.CompareAsync(reporter, cancellationToken).ConfigureAwait(false);
        await EndProgressAsync().ConfigureAwait(false);
        foreach (PlannedAsset planned in comparison.Assets)
            await WriteAsync(CpdAssetDifference.Of(planned)).ConfigureAwait(false);
        foreach (AssetHeader only in comparison.OnlyAtTarget)
            await WriteAsync(CpdAssetDifference.OnlyAtDestination(only)).ConfigureAwait(false);
    }
}
