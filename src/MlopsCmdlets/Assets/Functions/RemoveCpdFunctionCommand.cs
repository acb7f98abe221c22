using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Functions;

/// <summary>Removes functions.</summary>
/// <remarks><para>A function that a deployment serves is refused: remove the deployment first, or let it serve another one.</para></remarks>
/// <example>
///   <summary>Remove a function</summary>
///   <code>PS&gt; Remove-CpdFunction -InputObject score_customers -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove superseded versions</summary>
///   <code>PS&gt; Get-CpdFunction -Space churnUATspace -IncludeSuperseded | Where-Object Tags -contains mlops-superseded | Remove-CpdFunction -Force</code>
///   <para>After that there is nothing to roll back to.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdFunction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdFunctionCommand : RemoveAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Function;

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        scope.Client.Functions.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken);
}
