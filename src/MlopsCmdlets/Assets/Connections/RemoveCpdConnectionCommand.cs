using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets.Connections;

/// <summary>Removes connections to data stores.</summary>
/// <remarks><para>Connected data assets that use the connection stop working; the data itself is not touched.</para></remarks>
/// <example>
///   <summary>Remove a connection</summary>
///   <code>PS&gt; Remove-CpdConnection -InputObject churn-warehouse -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Remove connections without asking</summary>
///   <code>PS&gt; Get-CpdConnection -Space churnUATspace -Name tmp-* | Remove-CpdConnection -Force</code>
///   <para>Objects bring their space and session.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdConnectionCommand : RemoveAssetCmdlet
{
    private protected override string? AssetType => AssetTypes.Connection;

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) =>
        scope.Client.Connections.DeleteAsync(scope.Container, asset.Id, cancellationToken);
}
