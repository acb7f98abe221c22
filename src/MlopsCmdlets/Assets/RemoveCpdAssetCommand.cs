using System.Management.Automation;
using MlopsCmdlets.Cpd.Models;
using MlopsCmdlets.Pipeline;

namespace MlopsCmdlets.Assets;

/// <summary>Removes assets of any type.</summary>
/// <remarks><para>What a deployment serves is refused. Without -Trash the asset is gone for good; with it the server keeps it in its trash for a while.</para></remarks>
/// <example>
///   <summary>Remove a data asset</summary>
///   <code>PS&gt; Remove-CpdAsset -InputObject old.csv -Space churnUATspace</code>
///   <para>Asks before it removes.</para>
/// </example>
/// <example>
///   <summary>Clean up superseded versions</summary>
///   <code>PS&gt; Get-CpdAsset -Space churnUATspace -IncludeSuperseded | Where-Object Tags -contains mlops-superseded | Remove-CpdAsset -Trash -Force</code>
///   <para>-Force removes without asking.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "CpdAsset", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCpdAssetCommand : RemoveAssetCmdlet
{
    /// <summary>Moves the asset to the server's trash instead of removing it for good.</summary>
    [Parameter]
    public SwitchParameter Trash { get; set; }

    private protected override Task RemoveAsync(Scope scope, CpdScopedResource asset, CancellationToken cancellationToken) => asset switch
    {
        CpdModel or CpdAsset { Type: AssetTypes.Model } => scope.Client.Models.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        CpdFunction or CpdAsset { Type: AssetTypes.Function } => scope.Client.Functions.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        CpdScript or CpdAsset { Type: AssetTypes.Script } => scope.Client.Scripts.DeleteAsync(scope.Container, asset.Id, cancellationToken: cancellationToken),
        _ => scope.Client.Assets.DeleteAsync(scope.Container, asset.Id, purge: !Trash, cancellationToken),
    };
}
