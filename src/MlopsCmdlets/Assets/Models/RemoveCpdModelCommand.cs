using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Models;

/// <summary>Removes models.</summary>
/// <remarks><para>A model that a deployment serves is refused: remove the deployment first, or let it serve another one.</para></remarks>
/// <example>
///   <summary>Remove a model</summary>
///   <code>PS&gt; Remove-CpdModel -InputObject ChurnPrediction -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove superseded versions</summary>
///   <code>PS&gt; Get-CpdModel -Space churnUATspace -IncludeSuperseded | Where-Object Tags -contains mlops-superseded | Remove-CpdModel -Force</code>
///   <para>After that there is nothing to roll back to.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdModelCommand : RemoveAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Model;

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        scope.Client.Models.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken);
}
