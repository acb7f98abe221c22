using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Scripts;

/// <summary>Removes scripts.</summary>
/// <remarks><para>A script that a deployment serves is refused: remove the deployment first, or let it serve another one.</para></remarks>
/// <example>
///   <summary>Remove a script</summary>
///   <code>PS&gt; Remove-CpdScript -InputObject report.py -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove superseded versions</summary>
///   <code>PS&gt; Get-CpdScript -Space churnUATspace -IncludeSuperseded | Where-Object Tags -contains mlops-superseded | Remove-CpdScript -Force</code>
///   <para>After that there is nothing to roll back to.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdScript", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdScriptCommand : RemoveAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Script;

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        scope.Client.Scripts.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken);
}
