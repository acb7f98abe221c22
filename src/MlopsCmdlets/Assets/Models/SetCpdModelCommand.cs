using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Changes name, description or tags of a model.</summary>
/// <remarks><para>The content of a model does not change: store a new model instead, and let deployments serve it with Set-CpdDeployment.</para></remarks>
/// <example>
///   <summary>Tag a model as approved</summary>
///   <code>PS&gt; Set-CpdModel -InputObject ChurnPrediction -Space churnUATspace -Tag churn, approved</code>
///   <para>The tags given replace the present ones.</para>
/// </example>
/// <example>
///   <summary>Rename a model</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -Name P1 | Set-CpdModel -Name ChurnPrediction</code>
///   <para>Deployments go on serving it.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "CpdModel", SupportsShouldProcess = true)]
[OutputType(typeof(CpdModel))]
public sealed class SetCpdModelCommand : SetAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Model;

    private protected override async Task<CpdScopedResource> ChangeAsync(Scope scope, string id, CpdChange change, CancellationToken cancellationToken) =>
        await scope.Client.Models.UpdateAsync(scope.Container, id, change, cancellationToken).ConfigureAwait(false);
}
