using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Gets the revisions of a model, newest first.</summary>
/// <remarks><para>A revision is a state of the model that was committed and does not change any more.</para></remarks>
/// <example>
///   <summary>List the revisions</summary>
///   <code>PS&gt; Get-CpdModelRevision -InputObject ChurnPrediction -Space churnUATspace</code>
///   <para>Shows number, date and message.</para>
/// </example>
/// <example>
///   <summary>Serve the newest revision</summary>
///   <code>PS&gt; Set-CpdDeployment ChurnTrial -Space churnUATspace -Model ChurnPrediction -Revision (Get-CpdModelRevision ChurnPrediction -Space churnUATspace)[0].Revision</code>
///   <para>The deployment keeps serving that state even if the model is changed.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "CpdModelRevision")]
[OutputType(typeof(CpdRevision))]
public sealed class GetCpdModelRevisionCommand : AssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Model;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Scope scope, CpdScopedResource model) = await InputAsync(cancellationToken).ConfigureAwait(false);
        await foreach (CpdRevision revision in scope.Client.Models.ListRevisionsAsync(scope.Container, model.Id, cancellationToken).ConfigureAwait(false))
            await WriteAsync(revision).ConfigureAwait(false);
    }
}
